using Leadgate.Domain.Intake;

namespace Leadgate.Storage;

/// <summary>
/// A bulk to be stored. Its issues are rendered when it is created, so that the store's writer, which every bulk waits for, only writes
/// bytes.
/// </summary>
/// <param name="Bulk">The checked leads.</param>
/// <param name="CreatedBy">Who sent it.</param>
/// <param name="Key">The sender's idempotency key with the body's fingerprint, or null.</param>
internal sealed record NewBulk(ValidatedBulk Bulk, string CreatedBy, IdempotencyKey? Key)
{
    /// <summary>The errors and warnings of its leads.</summary>
    public BulkIssues Issues { get; } = BulkIssues.Render(Bulk.Leads);

    /// <summary>About how much memory it holds, in bytes.</summary>
    public long Weight => _leadsWeight + Issues.Size;

    /// <summary>Computed here, for the leads may be disposed of when the bulk leaves the queue.</summary>
    private readonly long _leadsWeight = Bulk.Leads.Sum(lead => ValidatedBulk.BytesPerLead + (long)lead.SentJson.Length);
}
