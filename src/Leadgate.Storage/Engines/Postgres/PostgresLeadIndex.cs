using System.Globalization;
using System.Text;
using Leadgate.Domain.Search;

namespace Leadgate.Storage.Engines.Postgres;

/// <summary>
/// The search index as a table of arrays with an inverted index (PostgreSQL manual, GIN). GIN returns rows in no order: for the newest of a
/// hundred thousand leads with one term it would read them all. So each lead has one more term, its bucket of ids, and a search looks into
/// the buckets from one end, some at a time, until it has found enough (<see cref="BucketWalk"/>).
/// </summary>
internal sealed class PostgresLeadIndex : ILeadIndex
{
    /// <summary>
    /// One statement for all leads. An array of arrays of different lengths does not exist, so that the terms of all leads are one array,
    /// of which each lead has a part.
    /// </summary>
    private const string Insert = """
        insert into lead_index (lead_id, bulk_id, terms)
        select lead_id, bulk_id, (@terms)[first : last]
        from unnest(@leads, @bulks, @firsts, @lasts) as leads (lead_id, bulk_id, first, last)
        on conflict (lead_id, bulk_id) do update set terms = excluded.terms
        """;

    /// <summary>
    /// What is not merged into the index yet is read to its end by every search: with the server's 4 MB up to 9,000 leads, which took most
    /// of a search's time (docs/performance.md). A smaller limit costs the follower little. It makes searches faster and is not needed for
    /// anything: an account that does not own the index goes on without it, and so does one that would have to wait for somebody who reads
    /// it, behind which every search would wait too. The next start tries again.
    /// </summary>
    private const string LimitPending = """
        do $$
        declare
            usual text := current_setting('lock_timeout');
        begin
            if not exists (
                select from pg_class where oid = 'lead_index_terms'::regclass and 'gin_pending_list_limit=1024' = any (reloptions)
            ) then
                perform set_config('lock_timeout', '200ms', true);
                alter index lead_index_terms set (gin_pending_list_limit = 1024);
                perform set_config('lock_timeout', usual, true);
            end if;
        exception when insufficient_privilege or lock_not_available then
            raise warning 'gin_pending_list_limit of lead_index_terms is not set: %', sqlerrm;
        end $$
        """;

    private const string FindEnds = "select min(lead_id), max(lead_id) from lead_index";

    private PostgresLeadIndex() { }

    public static PostgresLeadIndex Instance { get; } = new();

    public Task AddAsync(
        StoreTransaction transaction,
        IReadOnlyList<(long BulkId, long LeadId, long[] Terms)> leads,
        CancellationToken cancellation
    )
    {
        if (leads.Count == 0)
            return Task.CompletedTask;
        var (ids, bulks, firsts, lasts) = (new long[leads.Count], new long[leads.Count], new int[leads.Count], new int[leads.Count]);
        var terms = new List<long>(leads.Sum(lead => lead.Terms.Length + 1));
        for (var i = 0; i < leads.Count; i++)
        {
            (bulks[i], ids[i], var hashes) = leads[i];
            firsts[i] = terms.Count + 1;
            terms.Add(BucketOf(ids[i]));
            terms.AddRange(hashes);
            lasts[i] = terms.Count;
        }

        return transaction.ExecuteAsync(
            new Statement(
                Insert,
                ("@leads", ids),
                ("@bulks", bulks),
                ("@firsts", firsts),
                ("@lasts", lasts),
                ("@terms", (long[])[.. terms])
            ),
            cancellation
        );
    }

    public IReadOnlyList<Statement> CreateSettings() => [new(LimitPending)];

    public Statement CreateDelete(long bulkId, long leadId) =>
        new("delete from lead_index where lead_id = @lead and bulk_id = @bulk", ("@lead", leadId), ("@bulk", bulkId));

    public Statement CreateClear() => new("delete from lead_index") { IsLong = true };

    public async Task<List<long>> FindAsync(
        StoreSession session,
        IReadOnlyList<IReadOnlyList<long>> groups,
        LeadOrder order,
        long? after,
        int limit,
        CancellationToken cancellation
    )
    {
        var (low, high) = await session
            .FindAsync(new Statement(FindEnds), row => row.IsDBNull(0) ? (0, -1) : (row.GetInt64(0), row.GetInt64(1)), cancellation)
            .ConfigureAwait(false);
        if (after is { } id)
            (low, high) = order == LeadOrder.NewestFirst ? (low, Math.Min(high, id - 1)) : (Math.Max(low, Math.Min(id, high) + 1), high);
        var (walk, found) = (new BucketWalk(low, high, order, limit), new List<long>());
        while (walk.Next(found.Count) is var (first, last))
        {
            long[] buckets = [.. Enumerable.Range(0, (int)(BucketOf(last) - BucketOf(first)) + 1).Select(n => BucketOf(first) + n)];
            var find = CreateFind(groups, buckets, order, after, limit - found.Count);
            found.AddRange(await session.QueryAsync(find, row => row.GetInt64(0), cancellation).ConfigureAwait(false));
        }

        return found;
    }

    private static long BucketOf(long leadId) => leadId >> BucketWalk.BucketBits;

    /// <summary>Each of the leads is read by its id; the concatenation keeps the planner from the inverted index.</summary>
    public Task<List<long>> FindAmongAsync(
        StoreSession session,
        IReadOnlyList<IReadOnlyList<long>> groups,
        IReadOnlyCollection<long> ids,
        CancellationToken cancellation
    )
    {
        List<(string, SqlValue)> parameters = [("@ids", (long[])[.. ids])];
        var find = new StringBuilder("select lead_id from lead_index where lead_id = any (@ids)");
        for (var i = 0; i < groups.Count; i++)
        {
            find.Append(CultureInfo.InvariantCulture, $" and terms || '{{}}'::bigint[] && @any{i}");
            parameters.Add((string.Create(CultureInfo.InvariantCulture, $"@any{i}"), (long[])[.. groups[i]]));
        }

        return session.QueryAsync(new Statement(find.ToString(), parameters), row => row.GetInt64(0), cancellation);
    }

    /// <summary>The sum keeps the planner from walking through the ids to the first that fits, which may be the last of all.</summary>
    private static Statement CreateFind(IReadOnlyList<IReadOnlyList<long>> groups, long[] buckets, LeadOrder order, long? after, int limit)
    {
        List<string> conditions = ["terms && @buckets"];
        List<(string, SqlValue)> parameters = [("@buckets", buckets), ("@limit", limit)];
        long[] all = [.. groups.Where(group => group.Count == 1).Select(group => group[0])];
        if (all.Length > 0)
        {
            conditions.Add("terms @> @all");
            parameters.Add(("@all", all));
        }

        foreach (var group in groups.Where(group => group.Count > 1))
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"@any{parameters.Count}");
            conditions.Add($"terms && {name}");
            parameters.Add((name, (long[])[.. group]));
        }

        if (after is { } last)
        {
            conditions.Add($"lead_id + 0 {(order == LeadOrder.NewestFirst ? "<" : ">")} @after");
            parameters.Add(("@after", last));
        }

        return new Statement(
            $"""
            select lead_id from lead_index where {string.Join(" and ", conditions)}
            order by lead_id + 0 {(order == LeadOrder.NewestFirst ? "desc" : "asc")} limit @limit
            """,
            parameters
        );
    }
}
