namespace Leadgate.Contract.Persons;

/// <summary>An idempotency key that mentions the person.</summary>
public sealed record IdempotencyKeyMention
{
    /// <summary>The name of the sender that used the key.</summary>
    public required string Caller { get; init; }

    /// <summary>The idempotency key.</summary>
    public required string Key { get; init; }
}
