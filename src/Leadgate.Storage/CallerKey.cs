namespace Leadgate.Storage;

/// <summary>An idempotency key of a caller.</summary>
/// <param name="Caller">Whose it is.</param>
/// <param name="Key">The key.</param>
internal sealed record CallerKey(string Caller, string Key);
