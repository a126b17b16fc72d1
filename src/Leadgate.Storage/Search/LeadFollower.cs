using Leadgate.Domain.Leads;
using Leadgate.Domain.Search;
using Leadgate.Storage.Engines;

namespace Leadgate.Storage.Search;

/// <summary>
/// Reads what the intake has stored and writes what the staff console searches and counts (docs/decisions/0033), portion by portion, beside
/// the intake. One node does so at a time.
/// </summary>
internal sealed class LeadFollower(IStoreEngine engine)
{
    /// <summary>Fewer statements are less work for a server. There is one for each number of rows, so that they are prepared.</summary>
    private const int RowsAtOnce = 32;

    private const int ErrorColumns = 9;

    private const int MinBulks = 16;
    private const int MaxBulks = 500;

    private const string ContinueBulk = """
        update search_pending set done = @done where kind = @kind and bulk_id = @bulk and lead_id = 0
        """;

    private const string FinishLead = """
        delete from search_pending where kind = 1 and bulk_id = @bulk and lead_id = @lead and change = @change
        """;

    private const string FindChanged = "select bulk_id, lead_id from search_pending where kind = 1 and change > @change";

    /// <summary>What is there already was read from the same version of the lead.</summary>
    private static readonly string[] InsertErrors =
    [
        .. Enumerable
            .Range(1, RowsAtOnce)
            .Select(count =>
                $"""
                    insert into open_error (bulk_id, lead_id, n, field, code, value, folded, source, sender) values
                    {ForRows(
                        count,
                        i => $"(@bulk{i}, @lead{i}, @n{i}, @field{i}, @code{i}, @value{i}, @folded{i}, @source{i}, @sender{i})"
                    )}
                    on conflict (bulk_id, lead_id, n) do nothing
                    """
            ),
    ];

    private static readonly string[] FinishBulks =
    [
        .. Enumerable
            .Range(1, RowsAtOnce)
            .Select(count =>
                $"""
                    delete from search_pending where kind = @kind and lead_id = 0 and bulk_id in ({ForRows(count, i => $"@bulk{i}")})
                    """
            ),
    ];

    private static readonly string CountPending = $"""
        select count(*) from (select 1 from search_pending where kind = @kind limit {FollowerState.MaxCount}) as pending
        """;

    private const string FindOldestPending = """
        select b.created_at from (select bulk_id from search_pending where kind = 0 order by bulk_id limit 1) p
        join bulk b on b.id = p.bulk_id
        """;

    /// <summary>Bulks that are not pending already are not counted again.</summary>
    private const string ReadAgain = """
        insert into search_pending (kind, bulk_id, lead_id, change, done)
        select 3, id, 0, 0, 0 from bulk where id not in (select bulk_id from search_pending where kind in (0, 2))
        on conflict (kind, bulk_id, lead_id) do update set done = 0
        """;

    private readonly NodeLease _lease = new(Counters.Follower, TimeSpan.FromSeconds(2));
    private readonly SearchKey _key = new();
    private volatile bool _isPrepared;

    /// <summary>
    /// How many bulks to look for: more than a portion is likely to take would be read in vain. Only a full portion says how many it takes.
    /// </summary>
    private volatile int _maxBulks = MaxBulks;

    /// <summary>Whether every bulk waits while it writes.</summary>
    public bool DelaysBulks => engine.HasOneWriter;

    /// <summary>Does the next portion.</summary>
    /// <param name="maxLeads">About how many leads.</param>
    /// <param name="time">Measures how long it writes.</param>
    public async Task<FollowedPortion> FollowNextAsync(
        int maxLeads,
        SearchContext context,
        TimeProvider time,
        CancellationToken cancellation
    )
    {
        if (!_isPrepared)
            await PrepareAsync(cancellation).ConfigureAwait(false);
        _isPrepared = true;
        var began = time.GetTimestamp();
        var portion = await engine.ReadAsync(ReadAsync, cancellation).ConfigureAwait(false);
        if (portion is null || portion.IsEmpty)
            return FollowedPortion.Idle;
        _maxBulks =
            portion.Bulks.Count > 0 && portion.Read > maxLeads / 2 ? Math.Clamp(2 * portion.Bulks.Count, MinBulks, MaxBulks) : MaxBulks;
        var (reading, waiting, writing, asked) = (time.GetElapsedTime(began), TimeSpan.Zero, TimeSpan.Zero, time.GetTimestamp());
        var isWritten = await engine
            .WriteDerivedAsync(
                async (transaction, token) =>
                {
                    waiting = time.GetElapsedTime(asked);
                    var entered = time.GetTimestamp();
                    var result = await TryWriteAsync(transaction, portion, token).ConfigureAwait(false);
                    writing = time.GetElapsedTime(entered);
                    return result;
                },
                cancellation
            )
            .ConfigureAwait(false);
        return isWritten
            ? new FollowedPortion(portion.Read, false, portion.HasMore, reading, waiting, writing, portion.NewestBulk, portion.LeadsPerBulk)
            : FollowedPortion.Idle;

        async Task<PortionToWrite?> ReadAsync(StoreSession session, CancellationToken token) =>
            await _lease.IsTakenAsync(session, engine.ReadClock(), token).ConfigureAwait(false)
            || await _key.FindAsync(session, token).ConfigureAwait(false) is not { } hash
                ? null
                : await new PortionReader(session, maxLeads, _maxBulks, context, hash).ReadAsync(token).ConfigureAwait(false);
    }

    /// <summary>Lets another node follow at once.</summary>
    public Task ReleaseAsync(CancellationToken cancellation) => engine.ExecuteAsync([_lease.CreateRelease()], cancellation);

    /// <summary>How far it is behind.</summary>
    public Task<FollowerState> ReadStateAsync(CancellationToken cancellation) =>
        engine.ReadAsync(
            async (session, token) =>
            {
                var oldest = await session
                    .FindAsync(new Statement(FindOldestPending), row => (DateTime?)row.GetTimestamp(0), token)
                    .ConfigureAwait(false);
                var bulks = await CountAsync(PendingKind.NewBulk).ConfigureAwait(false);
                var changes = await CountAsync(PendingKind.ChangedLead).ConfigureAwait(false);
                var earlier = await CountAsync(PendingKind.EarlierBulk).ConfigureAwait(false);
                var again = await CountAsync(PendingKind.BulkAgain).ConfigureAwait(false);
                return new FollowerState(oldest, bulks, changes, Math.Min(earlier + again, FollowerState.MaxCount));

                async Task<int> CountAsync(PendingKind kind) =>
                    (int)
                        await session
                            .FindAsync(new Statement(CountPending, ("@kind", (int)kind)), row => row.GetInt64(0), token)
                            .ConfigureAwait(false);
            },
            cancellation
        );

    /// <summary>Makes the key, and has every lead read again when the terms are others than those in the index.</summary>
    private Task<int> PrepareAsync(CancellationToken cancellation) =>
        engine.WriteAsync(
            async (transaction, token) =>
            {
                await transaction.ExecuteAsync(transaction.LeadIndex.CreateSettings(), token).ConfigureAwait(false);
                var version = await transaction.ReadCounterAsync(Counters.SearchVersion, token).ConfigureAwait(false);
                if (version == SearchTerms.Version)
                    return 0;
                List<Statement> statements = [.. SearchKey.Create(), Counters.SetOrAdd(Counters.SearchVersion, SearchTerms.Version)];
                if (version != 0)
                    statements.AddRange([
                        transaction.LeadIndex.CreateClear(),
                        new Statement("delete from open_error"),
                        new Statement(ReadAgain),
                    ]);
                return await transaction.ExecuteAsync(statements, token).ConfigureAwait(false);
            },
            cancellation
        );

    /// <summary>
    /// Another node may have done this portion meanwhile, which then has the lease; and leads may have changed since they were read, which
    /// are then left out and read again.
    /// </summary>
    private async Task<bool> TryWriteAsync(StoreTransaction transaction, PortionToWrite portion, CancellationToken cancellation)
    {
        if (!await _lease.TryTakeAsync(transaction, engine.ReadClock(), cancellation).ConfigureAwait(false))
            return false;
        HashSet<(long, long)> changed = [];
        if (await transaction.LockCounterAsync(Counters.LeadChange, cancellation).ConfigureAwait(false) != portion.Change)
        {
            var find = new Statement(FindChanged, ("@change", portion.Change));
            changed =
            [
                .. await transaction.QueryAsync(find, row => (row.GetInt64(0), row.GetInt64(1)), cancellation).ConfigureAwait(false),
            ];
        }

        var statements = new List<Statement>();
        var hours = new HourCounts();
        foreach (var pending in portion.Bulks)
            hours.Add(pending);
        foreach (var kind in portion.Bulks.GroupBy(pending => pending.Kind, pending => pending.Bulk.Id))
            statements.AddRange(kind.Chunk(RowsAtOnce).Select(bulks => CreateFinish(kind.Key, bulks)));
        if (portion.Part is var (part, last))
        {
            statements.Add(new Statement(ContinueBulk, ("@kind", (int)part.Kind), ("@bulk", part.Bulk.Id), ("@done", last)));
            hours.Add(part);
        }

        foreach (var lead in portion.Changed.Where(lead => !changed.Contains((lead.BulkId, lead.LeadId))))
        {
            statements.Add(new Statement(FinishLead, ("@bulk", lead.BulkId), ("@lead", lead.LeadId), ("@change", lead.Change)));
            hours.AddCorrected(lead);
        }

        var leads =
            portion.Changed.Count == 0 && changed.Count == 0
                ? portion.Leads
                :
                [
                    .. portion
                        .Leads.Where(lead => !changed.Contains((lead.BulkId, lead.LeadId)))
                        .DistinctBy(lead => (lead.BulkId, lead.LeadId)),
                ];
        statements.AddRange(
            leads.SelectMany(lead => lead.Errors.Select((error, n) => (lead, n, error))).Chunk(RowsAtOnce).Select(CreateInsert)
        );
        statements.AddRange(hours.CreateStatements());
        await transaction.ExecuteAsync(statements, cancellation).ConfigureAwait(false);
        await transaction
            .LeadIndex.AddAsync(transaction, [.. leads.Select(lead => (lead.BulkId, lead.LeadId, lead.Terms))], cancellation)
            .ConfigureAwait(false);
        return true;
    }

    private static Statement CreateInsert((FollowedLead Lead, int N, OpenError Error)[] rows)
    {
        var parameters = new List<(string, SqlValue)>(rows.Length * ErrorColumns);
        for (var i = 0; i < rows.Length; i++)
        {
            var (lead, n, error) = rows[i];
            parameters.AddRange([
                ("@bulk" + i, lead.BulkId),
                ("@lead" + i, lead.LeadId),
                ("@n" + i, n),
                ("@field" + i, error.Field),
                ("@code" + i, error.Code),
                ("@value" + i, error.Value),
                ("@folded" + i, error.Folded),
                ("@source" + i, lead.Source),
                ("@sender" + i, lead.Sender),
            ]);
        }

        return new Statement(InsertErrors[rows.Length - 1], parameters);
    }

    private static Statement CreateFinish(PendingKind kind, long[] bulks) =>
        new(FinishBulks[bulks.Length - 1], [("@kind", (int)kind), .. bulks.Select((bulk, i) => ("@bulk" + i, (SqlValue)bulk))]);

    private static string ForRows(int count, Func<int, string> row) => string.Join(", ", Enumerable.Range(0, count).Select(row));
}
