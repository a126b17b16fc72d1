using System.Data.Common;
using System.Globalization;
using System.Text;
using Leadgate.Domain.Leads;
using Leadgate.Domain.Lists;
using Leadgate.Domain.Search;
using Leadgate.Storage.Engines;

namespace Leadgate.Storage.Search;

/// <summary>The errors of leads that wait for correction, as the follower has written them.</summary>
internal sealed class OpenErrorStore(IStoreEngine engine)
{
    private const string FindExample = """
        select e.value, b.created_at, l.sent, l.errors
        from open_error e
        join bulk b on b.id = e.bulk_id
        join lead_with_errors l on l.bulk_id = e.bulk_id and l.id = e.lead_id
        where e.field = @field and e.folded = @folded and e.code = @code and e.lead_id = @lead
        """;

    private const string FindBySender = """
        select sender, count(*) from open_error where n = 0 group by sender order by count(*) desc, sender limit @limit
        """;

    /// <summary>The errors in groups, those of the most leads first (promise 11.4).</summary>
    /// <param name="catalog">The lists that suggestions are taken from.</param>
    public Task<IReadOnlyList<OpenErrorGroup>> FindGroupsAsync(
        OpenErrorFilter filter,
        ListCatalog catalog,
        CancellationToken cancellation
    ) =>
        engine.ReadAsync<IReadOnlyList<OpenErrorGroup>>(
            async (session, token) =>
            {
                var groups = await session.QueryAsync(CreateGroupStatement(filter), ReadGroup, token).ConfigureAwait(false);
                var found = new List<OpenErrorGroup>(groups.Count);
                foreach (var (group, oldest) in groups)
                {
                    var example = new Statement(
                        FindExample,
                        ("@field", group.Field),
                        ("@folded", group.Folded),
                        ("@code", group.Code),
                        ("@lead", oldest)
                    );

                    // Corrected between the two queries: the group is left out once, if that was its only lead.
                    if (await session.FindAsync(example, row => Complete(group, row, catalog), token).ConfigureAwait(false) is { } complete)
                        found.Add(complete);
                }

                return found;
            },
            cancellation
        );

    /// <summary>A number that grows whenever a lead is corrected or erased.</summary>
    public Task<long> ReadChangeAsync(CancellationToken cancellation) =>
        engine.ReadAsync((session, token) => session.ReadCounterAsync(Counters.LeadChange, token), cancellation);

    /// <summary>The leads that have a value in a field, in the order of their ids.</summary>
    /// <param name="field">See <see cref="OpenError.NormalizeField"/>.</param>
    /// <param name="value">The value; it is compared as <see cref="OpenError.FoldValue"/> does, shortened too.</param>
    /// <param name="sender">Whose leads; null for those of all.</param>
    /// <param name="afterLeadId">The last lead of the portion before; 0 to begin.</param>
    public Task<IReadOnlyList<(long BulkId, long LeadId)>> FindLeadsAsync(
        string field,
        string value,
        string? sender,
        long afterLeadId,
        int limit,
        CancellationToken cancellation
    )
    {
        var bySender = sender is null ? "" : " and sender = @sender";
        List<(string, SqlValue)> parameters =
        [
            ("@field", field),
            ("@folded", OpenError.FoldValue(value)),
            ("@after", afterLeadId),
            ("@limit", limit),
        ];
        if (sender is not null)
            parameters.Add(("@sender", sender));
        var find = new Statement(
            $"""
            select distinct bulk_id, lead_id from open_error
            where field = @field and folded = @folded and lead_id > @after{bySender} order by lead_id limit @limit
            """,
            parameters
        );
        return engine.ReadAsync<IReadOnlyList<(long, long)>>(
            async (session, token) =>
                await session.QueryAsync(find, row => (row.GetInt64(0), row.GetInt64(1)), token).ConfigureAwait(false),
            cancellation
        );
    }

    /// <summary>How many leads have a value in a field, as <see cref="FindLeadsAsync"/> finds them.</summary>
    public Task<long> CountLeadsAsync(string field, string value, string? sender, CancellationToken cancellation)
    {
        var count = new Statement(
            $"""
            select count(distinct lead_id) from open_error
            where field = @field and folded = @folded{(sender is null ? "" : " and sender = @sender")}
            """,
            [
                ("@field", field),
                ("@folded", OpenError.FoldValue(value)),
                .. sender is null ? (IEnumerable<(string, SqlValue)>)[] : [("@sender", sender)],
            ]
        );
        return engine.ReadAsync((session, token) => session.FindAsync(count, row => row.GetInt64(0), token), cancellation);
    }

    /// <summary>How many leads of each sender wait, those of the most first.</summary>
    public Task<IReadOnlyList<SenderErrors>> CountBySenderAsync(int limit, CancellationToken cancellation) =>
        engine.ReadAsync<IReadOnlyList<SenderErrors>>(
            async (session, token) =>
                await session
                    .QueryAsync(
                        new Statement(FindBySender, ("@limit", limit)),
                        row => new SenderErrors(row.GetString(0), row.GetInt64(1)),
                        token
                    )
                    .ConfigureAwait(false),
            cancellation
        );

    /// <summary>The leads that have waited longest.</summary>
    /// <param name="sender">Whose leads; null for those of all.</param>
    public Task<IReadOnlyList<WaitingLead>> FindOldestAsync(string? sender, int limit, CancellationToken cancellation)
    {
        var find = new Statement(
            $"""
            select e.bulk_id, e.lead_id, b.created_at, e.sender
            from (
                select bulk_id, lead_id, sender from open_error where n = 0{(sender is null ? "" : " and sender = @sender")}
                order by bulk_id, lead_id limit @limit
            ) e
            join bulk b on b.id = e.bulk_id order by e.bulk_id, e.lead_id
            """,
            [("@limit", limit), .. sender is null ? (IEnumerable<(string, SqlValue)>)[] : [("@sender", sender)]]
        );
        return engine.ReadAsync<IReadOnlyList<WaitingLead>>(
            async (session, token) =>
                await session
                    .QueryAsync(
                        find,
                        row => new WaitingLead(row.GetInt64(0), row.GetInt64(1), row.GetTimestamp(2), row.GetString(3)),
                        token
                    )
                    .ConfigureAwait(false),
            cancellation
        );
    }

    /// <summary>
    /// The lead that waits after another one in the order of arrival, and after the last one the first; null if none waits.
    /// </summary>
    public Task<long?> FindNextAsync(long bulkId, long leadId, CancellationToken cancellation)
    {
        const string next = """
            select lead_id from open_error where n = 0 and (bulk_id, lead_id) > (@bulk, @lead) order by bulk_id, lead_id limit 1
            """;
        const string first = """
            select lead_id from open_error where n = 0 and lead_id <> @lead order by bulk_id, lead_id limit 1
            """;
        return engine.ReadAsync(
            async (session, token) =>
                await session.FindAsync(new Statement(next, ("@bulk", bulkId), ("@lead", leadId)), ReadId, token).ConfigureAwait(false)
                ?? await session.FindAsync(new Statement(first, ("@lead", leadId)), ReadId, token).ConfigureAwait(false),
            cancellation
        );

        static long? ReadId(DbDataReader row) => row.GetInt64(0);
    }

    /// <summary>The lead of a bulk that waits and comes after another one in an order; null if none does.</summary>
    public Task<long?> FindNextOfBulkAsync(long bulkId, long leadId, LeadOrder order, CancellationToken cancellation)
    {
        var (comparison, direction) = order == LeadOrder.NewestFirst ? ("<", "desc") : (">", "asc");
        var next = $"""
            select lead_id from open_error where n = 0 and bulk_id = @bulk and lead_id {comparison} @lead
                order by bulk_id {direction}, lead_id {direction} limit 1
            """;
        return engine.ReadAsync(
            (session, token) =>
                session.FindAsync(new Statement(next, ("@bulk", bulkId), ("@lead", leadId)), row => (long?)row.GetInt64(0), token),
            cancellation
        );
    }

    /// <summary>
    /// How many leads of bulks wait; a bulk of which none does is missing. Their rows are few and narrow here. Of a bulk that the follower
    /// has to read, the leads themselves are counted.
    /// </summary>
    public Task<IReadOnlyDictionary<long, int>> CountWaitingAsync(IReadOnlyList<long> bulkIds, CancellationToken cancellation) =>
        bulkIds.Count == 0
            ? Task.FromResult<IReadOnlyDictionary<long, int>>(new Dictionary<long, int>())
            : engine.ReadAsync<IReadOnlyDictionary<long, int>>(
                async (session, token) =>
                {
                    // First what the follower has to read: of what it reads meanwhile, the leads are counted, and none is missed.
                    var find = Of(bulkIds, "select distinct bulk_id from search_pending where kind in (0, 1, 2, 3) and bulk_id in ({0})");
                    var pending = await session.QueryAsync(find, row => row.GetInt64(0), token).ConfigureAwait(false);
                    var counts = await CountAsync("open_error", "n = 0", bulkIds).ConfigureAwait(false);
                    if (pending.Count == 0)
                        return counts;
                    var stored = await CountAsync("lead_with_errors", "erased_at is null", pending).ConfigureAwait(false);
                    return counts.Where(bulk => !pending.Contains(bulk.Key)).Concat(stored).ToDictionary();

                    async Task<Dictionary<long, int>> CountAsync(string table, string condition, IReadOnlyList<long> ids)
                    {
                        var count = Of(
                            ids,
                            $"select bulk_id, count(*) from {table} where bulk_id in ({{0}}) and {condition} group by bulk_id"
                        );
                        var rows = await session
                            .QueryAsync(count, row => KeyValuePair.Create(row.GetInt64(0), (int)row.GetInt64(1)), token)
                            .ConfigureAwait(false);
                        return rows.ToDictionary();
                    }
                },
                cancellation
            );

    /// <summary>How many leads wait, at most <paramref name="most"/>, so that counting costs no more with more.</summary>
    public Task<int> CountLeadsAsync(int most, CancellationToken cancellation) =>
        engine.ReadAsync(
            async (session, token) =>
                (int)
                    await session
                        .FindAsync(
                            new Statement(
                                "select count(*) from (select 1 from open_error where n = 0 limit @most) as waiting",
                                ("@most", most)
                            ),
                            row => row.GetInt64(0),
                            token
                        )
                        .ConfigureAwait(false),
            cancellation
        );

    private static Statement Of(IReadOnlyList<long> bulkIds, string sql) =>
        new(
            string.Format(CultureInfo.InvariantCulture, sql, string.Join(", ", bulkIds.Select((_, i) => $"@bulk{i}"))),
            [.. bulkIds.Select((bulk, i) => ($"@bulk{i}", (SqlValue)bulk))]
        );

    /// <summary>
    /// In the order of an index that holds all of it, PostgreSQL groups the rows as they come. Otherwise it would hash the texts of all
    /// rows, which takes half as long again (docs/performance.md).
    /// </summary>
    private static Statement CreateGroupStatement(OpenErrorFilter filter)
    {
        List<string> conditions = ["true"];
        List<(string, SqlValue)> parameters = [("@limit", filter.Limit)];
        if (filter.Field is { } field)
            Add("field = @field", ("@field", field));
        if (filter.Code is { } code)
            Add("code = @code", ("@code", code));
        if (filter.Sender is { } sender)
            Add("sender = @sender", ("@sender", sender));
        if (filter.Sources is { } sources)
        {
            var values = sources.Select(value => value.ToString(CultureInfo.InvariantCulture));
            conditions.Add(sources.Count == 0 ? "false" : $"source in ({string.Join(", ", values)})");
        }

        return new Statement(
            $"""
            select field, code, folded, count(*), min(lead_id) from (
                select field, code, folded, lead_id from open_error where {string.Join(" and ", conditions)}
                order by field, folded, code, lead_id
            ) as errors
            group by field, folded, code order by count(*) desc, field, code, folded limit @limit
            """,
            parameters
        );

        void Add(string condition, (string, SqlValue) parameter)
        {
            conditions.Add(condition);
            parameters.Add(parameter);
        }
    }

    private static (OpenErrorGroup Group, long OldestLead) ReadGroup(DbDataReader row) =>
        (new OpenErrorGroup(row.GetString(0), row.GetString(1), null, row.GetString(2), row.GetInt64(3), default, []), row.GetInt64(4));

    private static OpenErrorGroup Complete(OpenErrorGroup group, DbDataReader row, ListCatalog catalog)
    {
        var issues = StoredIssueReader.Read(Encoding.UTF8.GetBytes(row.GetString(3)), Encoding.UTF8.GetBytes(row.GetString(2)), catalog);
        var same = issues.FirstOrDefault(issue =>
            issue.Code.Word == group.Code
            && OpenError.From([issue]) is [var error]
            && (error.Field, error.Folded) == (group.Field, group.Folded)
        );
        return group with
        {
            Value = row.GetStringOrNull(0),
            Oldest = row.GetTimestamp(1),
            Suggestions = same is null ? [] : IssueMessages.GetSuggestions(same),
        };
    }
}
