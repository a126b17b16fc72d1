namespace Leadgate.Contract.Persons;

/// <summary>What was erased, or with `dryRun` what would be erased.</summary>
public sealed record PersonErasure
{
    /// <summary>The number of leads that are erased as a whole: those of the person.</summary>
    public required long Leads { get; init; }

    /// <summary>The number of leads of other people that lose only what mentions the person.</summary>
    public required long Mentions { get; init; }

    /// <summary>The number of idempotency keys that mention the person.</summary>
    public required long IdempotencyKeys { get; init; }

    /// <summary>The number of leads that mention the person and stay as they are, because the request excepts them.</summary>
    public required long Excepted { get; init; }

    /// <summary>What is erased of which lead, newest first; the first 1,000.</summary>
    public required IReadOnlyList<ErasedLead> Erased { get; init; }

    /// <summary>The idempotency keys that are deleted; the first 1,000.</summary>
    public required IReadOnlyList<IdempotencyKeyMention> Keys { get; init; }

    /// <summary>What mentions the person outside of leads. An erasure does not change it.</summary>
    public required IReadOnlyList<OtherMention> OtherMentions { get; init; }

    /// <summary>
    /// Whether the files of the database were rewritten without what was erased. If not, run `store vacuum`: nobody asked for it, or it did
    /// not finish. `null` if nothing was erased.
    /// </summary>
    public required bool? BytesGone { get; init; }
}
