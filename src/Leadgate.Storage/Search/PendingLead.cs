using Leadgate.Domain.Leads;

namespace Leadgate.Storage.Search;

/// <summary>A lead that changed and has to be read again.</summary>
/// <param name="Change">The number of its last change.</param>
/// <param name="CorrectedAt">When it became valid, UTC; null if it did not, or if that is counted already.</param>
/// <param name="Origin">The bulk that brought it.</param>
internal sealed record PendingLead(long LeadId, long Change, DateTime? CorrectedAt, BulkOrigin Origin)
{
    public long BulkId => Origin.BulkId;
}
