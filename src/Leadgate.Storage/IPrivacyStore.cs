using Leadgate.Domain.Audit;

namespace Leadgate.Storage;

/// <summary>
/// Takes personal data out of the store: that of one person, or what has been kept long enough. Rows and their counts stay. Throws
/// <see cref="StoreUnavailableException"/> as <see cref="ILeadStore"/> does.
/// </summary>
internal interface IPrivacyStore
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
