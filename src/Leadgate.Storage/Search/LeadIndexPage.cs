namespace Leadgate.Storage.Search;

/// <summary>A page of leads that were found.</summary>
/// <param name="Next">The id to go on after; null on the last page.</param>
internal sealed record LeadIndexPage(IReadOnlyList<StoredLead> Leads, long? Next);
