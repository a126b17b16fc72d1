using Leadgate.Domain.Intake;

namespace Leadgate.Storage;

/// <summary>A bulk to be stored.</summary>
/// <param name="Bulk">The checked leads.</param>
/// <param name="CreatedBy">Who sent it.</param>
/// <param name="Key">The sender's idempotency key with the body's fingerprint, or null.</param>
internal sealed record NewBulk(ValidatedBulk Bulk, string CreatedBy, IdempotencyKey? Key)
{
    /// <summary>About how much memory it holds.</summary>
    internal long Weight { get; } = Bulk.Leads.Sum(lead => ValidatedBulk.BytesOfLead + (long)lead.Sent.Length);
}
