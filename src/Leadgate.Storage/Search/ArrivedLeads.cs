namespace Leadgate.Storage.Search;

/// <summary>How many leads that meet a filter have arrived since a time.</summary>
/// <param name="IsMore">Whether more leads have arrived than were looked at.</param>
internal sealed record ArrivedLeads(int Count, bool IsMore);
