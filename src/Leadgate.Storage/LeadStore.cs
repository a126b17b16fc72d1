using Leadgate.Domain.Lists;
using Leadgate.Storage.Audit;
using Leadgate.Storage.Backup;
using Leadgate.Storage.Corrections;
using Leadgate.Storage.Engines;
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

/// <summary>The store over an engine, which it owns.</summary>
internal sealed class LeadStore(IStoreEngine engine) : ILeadStore
{
    /// <summary>
    /// In one order on every node, so that two nodes that delete the same keys never deadlock. An import keeps its keys to its end: a node
    /// that goes on with it after a week must not store rows twice (<see cref="ImportStore.GetKeyScope"/>).
    /// </summary>
    private const string FindExpiredKeys = """
        select caller, key from idempotency_key where created_at < @before and bulk_id <= @last
            and caller not in (select ' import:' || cast(id as text) from import where file_deleted_at is null)
        order by created_at, caller, key limit @limit
        """;

    /// <summary>Not a key that was used again since it was found expired: another node may have deleted it before.</summary>
    private const string DeleteExpiredKey = """
        delete from idempotency_key where caller = @caller and key = @key and created_at < @before and bulk_id <= @last
        """;

    public ListStore Lists { get; } = new(engine);

    public ApiKeyStore Keys { get; } = new(engine);

    public AuditStore Audit { get; } = new(engine);

    public PrivacyStore Privacy { get; } = new(engine);

    public RevisionStore Revisions { get; } = new(engine);

    public StaffStore Staff { get; } = new(engine);

    public IssueConversionStore IssueConversion { get; } = new(engine);

    public RequestLogStore Requests { get; } = new(engine);

    public BulkCorrectionStore Corrections { get; } = new(engine);

    public BackupStore Backups { get; } = new(engine);

    public LeadFollower Follower { get; } = new(engine);

    public LeadIndexStore LeadIndex { get; } = new(engine);

    public OpenErrorStore OpenErrors { get; } = new(engine);

    public IntakeHourStore IntakeHours { get; } = new(engine);

    public ImportStore Imports { get; } = new(engine);

    public ImportFileStore ImportFiles { get; } = new(engine);

    public ImportMappingStore ImportMappings { get; } = new(engine);

    public ImportEditStore ImportEdits { get; } = new(engine);

    public Task<AppendOutcome> AppendAsync(NewBulk bulk, CancellationToken cancellation) => engine.AppendAsync(bulk, cancellation);

    public Task<AppendOutcome?> FindKeyAsync(IdempotencyKey key, CancellationToken cancellation) =>
        engine.ReadAsync((session, token) => BulkQueries.FindByKeyAsync(session, key, token), cancellation);

    public async Task<int> DeleteExpiredKeysAsync(DateTime before, int limit, CancellationToken cancellation)
    {
        var delete = await engine
            .ReadAsync(
                async (session, token) =>
                {
                    // A clock that was wrong may have dated a key of today years ago.
                    var last = await OldBulks.FindLastAsync(session, before, engine.ReadClock(), token).ConfigureAwait(false);
                    return await session
                        .QueryAsync(
                            new Statement(FindExpiredKeys, ("@before", before), ("@last", last), ("@limit", limit)),
                            row => new Statement(
                                DeleteExpiredKey,
                                ("@caller", row.GetString(0)),
                                ("@key", row.GetString(1)),
                                ("@before", before),
                                ("@last", last)
                            ),
                            token
                        )
                        .ConfigureAwait(false);
                },
                cancellation
            )
            .ConfigureAwait(false);
        if (delete.Count == 0)
            return 0;
        return await engine.WriteAsync((transaction, token) => transaction.ExecuteAsync(delete, token), cancellation).ConfigureAwait(false);
    }

    public Task<StoredBulk?> FindBulkAsync(long id, CancellationToken cancellation) =>
        engine.ReadAsync((session, token) => BulkQueries.FindAsync(session, id, token), cancellation);

    public Task<IReadOnlyList<StoredBulk>> FindBulksAsync(string? sender, long? before, int limit, CancellationToken cancellation) =>
        engine.ReadAsync((session, token) => BulkQueries.FindLastAsync(session, sender, before, limit, token), cancellation);

    public Task<IReadOnlyList<string>> FindIdempotencyKeysAsync(StoredBulk bulk, CancellationToken cancellation) =>
        engine.ReadAsync((session, token) => BulkQueries.FindKeysAsync(session, bulk, token), cancellation);

    public Task<IReadOnlyList<StoredLead>> ReadLeadsAsync(
        long bulkId,
        long afterLeadId,
        int limit,
        ListCatalog catalog,
        CancellationToken cancellation
    ) => ReadLeadsAsync(LeadSearch.ForBulk(bulkId, afterLeadId, limit), catalog, cancellation);

    public Task<IReadOnlyList<StoredLead>> FindLeadsAsync(LeadQuery query, ListCatalog catalog, CancellationToken cancellation) =>
        engine.ReadAsync(
            async (session, token) =>
            {
                var buckets = query.LeadReference is null
                    ? null
                    : await ReferenceIndex.ReadConditionAsync(session, token).ConfigureAwait(false);
                var search = new LeadSearch(query, engine.IdsFollowTime, buckets);
                return await LeadReader.ReadAsync(session, search, catalog, token).ConfigureAwait(false);
            },
            cancellation
        );

    public Task CheckAsync(CancellationToken cancellation) => engine.ExecuteAsync([Counters.Raise(Counters.Health)], cancellation);

    public ValueTask DisposeAsync() => engine.DisposeAsync();

    private Task<IReadOnlyList<StoredLead>> ReadLeadsAsync(LeadSearch search, ListCatalog catalog, CancellationToken cancellation) =>
        engine.ReadAsync((session, token) => LeadReader.ReadAsync(session, search, catalog, token), cancellation);
}
