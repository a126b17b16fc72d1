namespace Leadgate.Storage.Search;

/// <summary>A lead that a transaction changes.</summary>
/// <param name="CorrectedAt">When the change made it valid, UTC; null if it did not.</param>
internal readonly record struct ChangedLead(long BulkId, long LeadId, DateTime? CorrectedAt = null);
