namespace Leadgate.Storage;

/// <summary>An idempotency key in use (promise 6.6).</summary>
/// <param name="Caller">Who sent it; the same key of another caller is another key.</param>
/// <param name="Key">The key without quotes.</param>
/// <param name="Fingerprint">The SHA-256 of the body.</param>
internal sealed record IdempotencyKey(string Caller, string Key, ReadOnlyMemory<byte> Fingerprint);
