namespace Leadgate.Storage;

/// <summary>An idempotency key, which is unique for its caller.</summary>
internal sealed record CallerKey(string Caller, string Key);
