using Leadgate.Domain.Bulks;

namespace Leadgate.Storage;

/// <summary>A bulk to be stored.</summary>
/// <param name="Bulk">The checked leads.</param>
/// <param name="CreatedBy">Who sent it.</param>
/// <param name="Key">The sender's idempotency key with the body's fingerprint, or null.</param>
public sealed record NewBulk(CheckedBulk Bulk, string CreatedBy, IdempotencyKey? Key)
{
    /// <summary>About how much memory it holds.</summary>
    internal long Weight { get; } = Bulk.Leads.Sum(lead => CheckedBulk.BytesOfLead + (long)lead.Sent.Length);
}

/// <summary>An idempotency key in use (promise 6.6).</summary>
/// <param name="Caller">Who sent it; the same key of another caller is another key.</param>
/// <param name="Key">The key without quotes.</param>
/// <param name="Fingerprint">The SHA-256 of the body.</param>
public sealed record IdempotencyKey(string Caller, string Key, ReadOnlyMemory<byte> Fingerprint);

/// <summary>What became of a bulk.</summary>
/// <param name="Bulk">The stored bulk: this one, or the one that its key was first used for; null when the key was used with another body.</param>
public sealed record AppendOutcome(StoredBulk? Bulk);

/// <summary>A bulk as it is stored, without its leads.</summary>
/// <param name="Id">Its id; later bulks have larger ones.</param>
/// <param name="Status">Its status.</param>
/// <param name="CreatedAt">When it was stored, UTC, to the millisecond; never earlier than that of a bulk that the same process stored before.</param>
/// <param name="CreatedBy">Who sent it.</param>
/// <param name="TotalRecords">How many leads it has.</param>
/// <param name="ErrorRecords">How many of them have errors.</param>
public sealed record StoredBulk(long Id, BulkStatus Status, DateTime CreatedAt, string CreatedBy, int TotalRecords, int ErrorRecords);
