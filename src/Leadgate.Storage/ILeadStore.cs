using Leadgate.Domain.Lists;
using Leadgate.Storage.Audit;
using Leadgate.Storage.Backup;
using Leadgate.Storage.Corrections;
using Leadgate.Storage.Imports;
using Leadgate.Storage.Keys;
using Leadgate.Storage.Leads;
using Leadgate.Storage.Lists;
using Leadgate.Storage.Privacy;
using Leadgate.Storage.Requests;
using Leadgate.Storage.Revisions;
using Leadgate.Storage.Search;
using Leadgate.Storage.Staff;

namespace Leadgate.Storage;

/// <summary>
/// The store: bulks and leads, and the stores of everything else. Every member is safe for all threads, and throws <see
/// cref="StoreUnavailableException"/> when the store cannot do its work now. There is one implementation; tests wrap it in one that
/// fails or waits on demand.
/// </summary>
internal interface ILeadStore : IAsyncDisposable
{
    /// <summary>
    /// Stores a bulk whole, with its idempotency key, in one transaction. When it returns, the bulk is on disk (promise 2.6). Cancelling
    /// stops waiting; a bulk that is already being written is stored all the same.
    /// </summary>
    Task<AppendOutcome> AppendAsync(NewBulk bulk, CancellationToken cancellation);

    /// <summary>What an idempotency key was first used for, or null (promise 6.6).</summary>
    Task<AppendOutcome?> FindKeyAsync(IdempotencyKey key, CancellationToken cancellation);

    /// <summary>Deletes idempotency keys that have been kept long enough, the oldest first.</summary>
    /// <param name="before">Keys from before this time, UTC.</param>
    /// <param name="limit">The most keys at once, so that bulks do not wait long for it.</param>
    /// <returns>How many were deleted.</returns>
    Task<int> DeleteExpiredKeysAsync(DateTime before, int limit, CancellationToken cancellation);

    /// <summary>A bulk without its leads, or null (promise 2.4).</summary>
    Task<StoredBulk?> FindBulkAsync(long id, CancellationToken cancellation);

    /// <summary>Bulks without their leads, the newest first.</summary>
    /// <param name="sender">Whose bulks; null for those of all.</param>
    /// <param name="before">Only bulks before this one; null for the newest.</param>
    Task<IReadOnlyList<StoredBulk>> FindBulksAsync(string? sender, long? before, int limit, CancellationToken cancellation);

    /// <summary>The idempotency key that a bulk was sent with; none if it had none, or if it is not kept any longer.</summary>
    Task<IReadOnlyList<string>> FindIdempotencyKeysAsync(StoredBulk bulk, CancellationToken cancellation);

    /// <summary>The next leads of a bulk in the order of the request.</summary>
    /// <param name="bulkId">The id of the bulk.</param>
    /// <param name="afterLeadId">The id of the last lead that was read; 0 to begin.</param>
    /// <param name="limit">The most leads to read.</param>
    /// <param name="catalog">The lists that items are taken from.</param>
    Task<IReadOnlyList<StoredLead>> ReadLeadsAsync(
        long bulkId,
        long afterLeadId,
        int limit,
        ListCatalog catalog,
        CancellationToken cancellation
    );

    /// <summary>The leads that match, newest first (promise 2.5).</summary>
    /// <param name="catalog">The lists that items are taken from.</param>
    Task<IReadOnlyList<StoredLead>> FindLeadsAsync(LeadQuery query, ListCatalog catalog, CancellationToken cancellation);

    /// <summary>Returns when the store can be read and written (promise 9.4).</summary>
    Task CheckAsync(CancellationToken cancellation);

    ListStore Lists { get; }

    ApiKeyStore Keys { get; }

    AuditStore Audit { get; }

    PrivacyStore Privacy { get; }

    RevisionStore Revisions { get; }

    StaffStore Staff { get; }

    IssueConversionStore IssueConversion { get; }

    RequestLogStore Requests { get; }

    BulkCorrectionStore Corrections { get; }

    BackupStore Backups { get; }

    LeadFollower Follower { get; }

    LeadIndexStore LeadIndex { get; }

    OpenErrorStore OpenErrors { get; }

    IntakeHourStore IntakeHours { get; }

    ImportStore Imports { get; }

    ImportFileStore ImportFiles { get; }

    ImportMappingStore ImportMappings { get; }

    ImportEditStore ImportEdits { get; }
}
