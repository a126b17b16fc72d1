namespace Leadgate.Storage;

/// <summary>Finds and deletes the idempotency keys that have been kept for their time (promise 6.6).</summary>
internal static class ExpiredKeys
{
    public static Statement Find(DateTime before, int limit) =>
        new(
            "select caller, key from idempotency_key where created_at < @before order by created_at limit @limit",
            ("@before", before),
            ("@limit", limit)
        );

    /// <summary>Deletes a key unless it was used again since it was found: another node may have deleted it, and a sender sent it anew.</summary>
    public static Statement Delete(CallerKey key, DateTime before) =>
        new(
            "delete from idempotency_key where caller = @caller and key = @key and created_at < @before",
            ("@caller", key.Caller),
            ("@key", key.Key),
            ("@before", before)
        );
}
