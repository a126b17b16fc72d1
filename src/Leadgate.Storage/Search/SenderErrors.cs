namespace Leadgate.Storage.Search;

/// <summary>How many leads of a sender wait for correction.</summary>
internal sealed record SenderErrors(string Sender, long Leads);
