using Leadgate.Domain.Audit;
using Leadgate.Domain.Privacy;

namespace Leadgate.Storage;

/// <summary>
/// Takes personal data out of the store: that of one person, or what has been kept long enough. Rows and their counts stay. Throws
/// <see cref="StoreUnavailableException"/> as <see cref="ILeadStore"/> does.
/// </summary>
public interface IPrivacyStore
{
    /// <summary>The idempotency keys whose text names somebody: senders may make keys of anything.</summary>
    /// <param name="isNamedIn">Whether a text names them.</param>
    /// <param name="cancellation">Gives up.</param>
    Task<IReadOnlyList<CallerKey>> FindKeysAsync(Func<string, bool> isNamedIn, CancellationToken cancellation);

    /// <summary>Erases in one transaction; when it returns, that is on disk.</summary>
    /// <param name="leads">What goes from which lead.</param>
    /// <param name="keys">Idempotency keys that go.</param>
    /// <param name="audit">What the trail says of it.</param>
    /// <param name="cancellation">Gives up.</param>
    Task EraseAsync(IReadOnlyList<LeadErasure> leads, IReadOnlyList<CallerKey> keys, AuditEvent audit, CancellationToken cancellation);

    /// <summary>Drops what was sent of old leads with errors, and the values in what was told of them; which errors they had stays.</summary>
    /// <param name="before">Leads of bulks from before this moment, UTC.</param>
    /// <param name="after">The last lead of the portion before, to go on there.</param>
    /// <param name="limit">The most leads at once.</param>
    /// <param name="audit">What the trail says of it, when there are some.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>How many leads, fewer than the limit when there are no more; and the last of them.</returns>
    Task<(int Count, LeadCursor Last)> DropSentAsync(
        DateTime before,
        LeadCursor after,
        int limit,
        Func<int, AuditEvent> audit,
        CancellationToken cancellation
    );

    /// <summary>Deletes old leads with errors; their bulks keep the counts.</summary>
    /// <param name="before">Leads of bulks from before this moment, UTC.</param>
    /// <param name="limit">The most leads at once.</param>
    /// <param name="audit">What the trail says of it, when there are some.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>How many leads; fewer than the limit when there are no more.</returns>
    Task<int> DeleteLeadsWithErrorsAsync(DateTime before, int limit, Func<int, AuditEvent> audit, CancellationToken cancellation);

    /// <summary>
    /// Writes the store anew, so that no page of it holds what was erased. Nothing else can be written meanwhile, which takes about as long
    /// as copying the store does.
    /// </summary>
    /// <param name="cancellation">Gives up.</param>
    Task VacuumAsync(CancellationToken cancellation);
}

/// <summary>An idempotency key of a caller.</summary>
/// <param name="Caller">Whose it is.</param>
/// <param name="Key">The key.</param>
public sealed record CallerKey(string Caller, string Key);

/// <summary>What goes from a lead.</summary>
/// <param name="BulkId">The id of its bulk.</param>
/// <param name="LeadId">Its id.</param>
public abstract record LeadErasure(long BulkId, long LeadId);

/// <summary>What goes from an accepted lead.</summary>
/// <param name="BulkId">The id of its bulk.</param>
/// <param name="LeadId">Its id.</param>
/// <param name="Trace">Where it holds data of the person.</param>
public sealed record AcceptedLeadErasure(long BulkId, long LeadId, LeadTrace Trace) : LeadErasure(BulkId, LeadId);

/// <summary>What takes the place of a lead with errors as it was sent, and of what was told of it.</summary>
/// <param name="BulkId">The id of its bulk.</param>
/// <param name="LeadId">Its id.</param>
/// <param name="IsWhole">Whether the whole person goes, and not only some values of somebody else's lead.</param>
/// <param name="Sent">JSON in place of what was sent.</param>
/// <param name="Errors">JSON in place of the errors.</param>
/// <param name="Warnings">What becomes of the warnings.</param>
public sealed record WrongLeadErasure(
    long BulkId,
    long LeadId,
    bool IsWhole,
    ReadOnlyMemory<byte> Sent,
    ReadOnlyMemory<byte> Errors,
    JsonChange Warnings
) : LeadErasure(BulkId, LeadId);
