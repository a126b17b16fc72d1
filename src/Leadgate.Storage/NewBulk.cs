using Leadgate.Domain.Intake;

namespace Leadgate.Storage;

/// <summary>A bulk to be stored.</summary>
/// <param name="Bulk">The checked leads.</param>
/// <param name="CreatedBy">Who sent it.</param>
/// <param name="Key">The sender's idempotency key with the body's fingerprint, or null.</param>
internal sealed record NewBulk(ValidatedBulk Bulk, string CreatedBy, IdempotencyKey? Key)
{
    /// <summary>Computed here, for the leads may be disposed of when the bulk leaves the queue.</summary>
    private readonly long _leadsWeight = Bulk.Leads.Sum(lead => ValidatedBulk.MeasureMemory(lead) + lead.SentJson.Length);

    /// <summary>
    /// What is wrong with its leads. Whoever takes in a bulk renders it, so that the store's writer, which every bulk waits for, only
    /// writes bytes.
    /// </summary>
    public BulkIssues Issues { get; init; } = BulkIssues.RenderLater(Bulk.Leads);

    /// <summary>About how much memory it holds, in bytes.</summary>
    public long Weight => _leadsWeight + Issues.Size;
}
