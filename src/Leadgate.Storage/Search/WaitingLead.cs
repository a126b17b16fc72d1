namespace Leadgate.Storage.Search;

/// <summary>A lead that waits for correction.</summary>
/// <param name="ArrivedAt">When it arrived, UTC.</param>
/// <param name="Sender">Who sent it.</param>
internal sealed record WaitingLead(long BulkId, long LeadId, DateTime ArrivedAt, string Sender);
