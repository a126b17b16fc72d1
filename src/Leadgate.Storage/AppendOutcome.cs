namespace Leadgate.Storage;

/// <summary>The outcome of storing a bulk.</summary>
internal abstract record AppendOutcome
{
    private AppendOutcome() { }

    /// <summary>The bulk was stored by this call.</summary>
    /// <param name="Ids">The ids of its leads and vehicles, so that it can be shown without reading it back.</param>
    public sealed record Stored(StoredBulk Bulk, AssignedIds Ids) : AppendOutcome;

    /// <summary>An earlier bulk with the same body used the idempotency key; nothing was stored.</summary>
    public sealed record AlreadyStored(StoredBulk Bulk) : AppendOutcome;

    /// <summary>An earlier bulk with another body used the idempotency key; nothing was stored.</summary>
    public sealed record KeyReused : AppendOutcome;

    /// <summary>
    /// The bulk that used the idempotency key cannot be read yet, because it is being stored on another machine; nothing was stored.
    /// </summary>
    public sealed record KeyInUse : AppendOutcome;
}
