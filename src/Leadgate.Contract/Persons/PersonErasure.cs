namespace Leadgate.Contract.Persons;

/// <summary>What was erased, or with `dryRun` what would be erased.</summary>
/// <example>{"leads": 2, "mentions": 1, "idempotencyKeys": 0}</example>
public sealed record PersonErasure
{
    /// <summary>The number of the person's own leads.</summary>
    public required long Leads { get; init; }

    /// <summary>The number of leads of other people that mentioned the person.</summary>
    public required long Mentions { get; init; }

    /// <summary>The number of idempotency keys that mentioned the person.</summary>
    public required long IdempotencyKeys { get; init; }
}
