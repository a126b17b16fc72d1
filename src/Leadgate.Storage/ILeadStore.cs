using Leadgate.Domain.Audit;
using Leadgate.Domain.Lists;

namespace Leadgate.Storage;

/// <summary>
/// Keeps bulks, leads and lists. Shaped by what the service does, not by tables, so that another engine can stand behind it.
/// Every member is safe for all threads, and throws <see cref="StoreUnavailableException"/> when the store cannot do its work now.
/// </summary>
internal interface ILeadStore : IAsyncDisposable
{
    /// <summary>
    /// Stores a bulk whole, with its idempotency key, in one transaction. When it returns, the bulk is on disk (promise 2.6).
    /// Cancelling gives up waiting; a bulk that is already being written is stored all the same.
    /// </summary>
    /// <param name="bulk">The bulk.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    Task<AppendOutcome> AppendAsync(NewBulk bulk, CancellationToken cancellation);

    /// <summary>What an idempotency key was first used for, or null (promise 6.6).</summary>
    /// <param name="key">The key.</param>
    /// <param name="cancellation">Gives up.</param>
    Task<AppendOutcome?> FindKeyAsync(IdempotencyKey key, CancellationToken cancellation);

    /// <summary>Deletes idempotency keys that have been kept long enough, the oldest first.</summary>
    /// <param name="before">Keys from before this moment, UTC.</param>
    /// <param name="limit">The most keys at once, so that bulks do not wait long for it.</param>
    /// <param name="cancellation">Stops before anything is deleted.</param>
    /// <returns>How many were deleted.</returns>
    Task<int> DeleteExpiredKeysAsync(DateTime before, int limit, CancellationToken cancellation);

    /// <summary>A bulk without its leads, or null (promise 2.4).</summary>
    /// <param name="id">Its id.</param>
    /// <param name="cancellation">Gives up.</param>
    Task<StoredBulk?> FindBulkAsync(long id, CancellationToken cancellation);

    /// <summary>The next leads of a bulk in the order sent.</summary>
    /// <param name="bulkId">The id of the bulk.</param>
    /// <param name="afterLeadId">The id of the last lead that was read; 0 to begin.</param>
    /// <param name="limit">The most leads to read.</param>
    /// <param name="catalog">The lists that items are shown from.</param>
    /// <param name="cancellation">Gives up.</param>
    Task<IReadOnlyList<StoredLead>> ReadLeadsAsync(
        long bulkId,
        long afterLeadId,
        int limit,
        ListCatalog catalog,
        CancellationToken cancellation
    );

    /// <summary>The leads that match, newest first (promise 2.5).</summary>
    /// <param name="query">What is looked for.</param>
    /// <param name="catalog">The lists that items are shown from.</param>
    /// <param name="cancellation">Gives up.</param>
    Task<IReadOnlyList<StoredLead>> FindLeadsAsync(LeadQuery query, ListCatalog catalog, CancellationToken cancellation);

    /// <summary>Every list with its items, retired ones too.</summary>
    /// <param name="cancellation">Gives up.</param>
    Task<ListCatalog> ReadListsAsync(CancellationToken cancellation);

    /// <summary>The version of the lists, which grows with each change; cheap enough to ask every second.</summary>
    /// <param name="cancellation">Gives up.</param>
    Task<long> ReadListVersionAsync(CancellationToken cancellation);

    /// <summary>Returns when somebody may have changed the lists: when the store hears so, and otherwise after a while.</summary>
    /// <param name="atMost">After this while in any case.</param>
    /// <param name="cancellation">Gives up.</param>
    Task WaitForListChangeAsync(TimeSpan atMost, CancellationToken cancellation);

    /// <summary>
    /// Replaces lists. Items that are missing from the new ones are retired and never deleted, for old leads show them (promise 3.6).
    /// </summary>
    /// <param name="lists">The items of each list that changes, in display order.</param>
    /// <param name="audit">What the trail says of it, or null when a whole store is copied with its trail.</param>
    /// <param name="cancellation">Gives up.</param>
    Task ReplaceListsAsync(
        IReadOnlyDictionary<ListDefinition, IReadOnlyList<ListItem>> lists,
        AuditEvent? audit,
        CancellationToken cancellation
    );

    /// <summary>The API keys.</summary>
    IApiKeyStore Keys { get; }

    /// <summary>The trail of who did what.</summary>
    IAuditStore Audit { get; }

    /// <summary>Takes personal data out.</summary>
    IPrivacyStore Privacy { get; }

    /// <summary>The people who sign in.</summary>
    IStaffStore Staff { get; }

    /// <summary>Returns when the store can be read and written (promise 9.4).</summary>
    /// <param name="cancellation">Gives up.</param>
    Task CheckAsync(CancellationToken cancellation);
}
