using System.Globalization;
using Leadgate.Domain.Leads;
using Leadgate.Domain.Lists;
using Leadgate.Domain.Search;
using Leadgate.Storage.Engines;
using Leadgate.Storage.Leads;

namespace Leadgate.Storage.Search;

/// <summary>
/// Finds leads for staff, by any combination of conditions. The index only proposes leads: each is read and compared with the filter, so
/// that neither two terms with one hash nor an entry that is out of date shows a wrong one.
/// </summary>
internal sealed class LeadIndexStore(IStoreEngine engine)
{
    /// <summary>A page ends after so many proposals that did not fit, so that no search goes on without end.</summary>
    private const int MaxRounds = 20;

    private const int BulksAtFirst = 16;
    private const int MaxBulksAtOnce = 256;

    /// <summary>No lead is older or newer.</summary>
    private static readonly DateOnly FirstDay = new(1900, 1, 1);

    private static readonly DateOnly LastDay = new(9000, 1, 1);

    private readonly SearchKey _key = new();

    /// <summary>The next leads that meet a filter.</summary>
    /// <param name="afterLeadId"><see cref="LeadIndexPage.Next"/> of the page before; null to begin.</param>
    /// <param name="limit">The most leads of a page.</param>
    public async Task<LeadIndexPage> FindAsync(
        LeadFilter filter,
        LeadOrder order,
        long? afterLeadId,
        int limit,
        SearchContext context,
        CancellationToken cancellation
    )
    {
        var query = SearchQuery.From(filter);
        return query.IsEmpty
            ? new LeadIndexPage([], null)
            : await engine
                .ReadAsync((session, token) => FindAsync(session, filter, query, order, afterLeadId, limit, context, token), cancellation)
                .ConfigureAwait(false);
    }

    /// <summary>
    /// How many leads meet a filter, at most <paramref name="most"/>, so that counting costs no more with more. They are not read: a lead
    /// that changed within the last second may be counted wrongly.
    /// </summary>
    public async Task<int> CountAsync(LeadFilter filter, int most, SearchContext context, CancellationToken cancellation)
    {
        var query = SearchQuery.From(filter);
        if (query.IsEmpty)
            return 0;
        if (filter.ErrorValue is not null)
        {
            // Only what waits has open errors.
            if (filter.State is LeadState.Valid or LeadState.Erased)
                return 0;
            if (filter with { State = null, ErrorField = null, ErrorCode = null, ErrorValue = null, Sender = null } == new LeadFilter())
            {
                return await engine
                    .ReadAsync(
                        async (session, token) =>
                            (
                                await session
                                    .QueryAsync(FindByValue(filter, LeadOrder.OldestFirst, null, most), row => row.GetInt64(0), token)
                                    .ConfigureAwait(false)
                            ).Count,
                        cancellation
                    )
                    .ConfigureAwait(false);
            }
        }

        if (filter.BulkId is not null || filter.ErrorValue is not null)
            return (await FindAsync(filter, LeadOrder.OldestFirst, null, most, context, cancellation).ConfigureAwait(false)).Leads.Count;
        return await engine
            .ReadAsync(
                async (session, token) =>
                    (
                        await ProposeAsync(session, filter, query, LeadOrder.NewestFirst, null, most, context.Zone, token)
                            .ConfigureAwait(false)
                    ).Count,
                cancellation
            )
            .ConfigureAwait(false);
    }

    /// <summary>
    /// How many leads that meet a filter have arrived since a time. Ids do not tell: the nodes of a service take them from blocks of their
    /// own. So the leads of the bulks of that time are read, the last <paramref name="most"/> of either table, and looked up in the index.
    /// </summary>
    /// <param name="filter">Not of one bulk, and not of erased leads.</param>
    public Task<ArrivedLeads> CountArrivedAsync(
        LeadFilter filter,
        DateTime since,
        int most,
        SearchContext context,
        CancellationToken cancellation
    ) =>
        engine.ReadAsync(
            async (session, token) =>
            {
                var findBulks = new Statement(
                    "select id from bulk where created_at > @since order by created_at desc limit @most",
                    ("@since", since),
                    ("@most", most)
                );
                var bulks = await session.QueryAsync(findBulks, row => row.GetInt64(0), token).ConfigureAwait(false);
                if (bulks.Count == 0)
                    return new ArrivedLeads(0, IsMore: false);
                string[] tables = filter.State switch
                {
                    LeadState.Valid => ["lead"],
                    LeadState.Waiting => ["lead_with_errors"],
                    _ => ["lead", "lead_with_errors"],
                };
                var arrived = new HashSet<long>();
                foreach (var table in tables)
                {
                    // Some bulks at a time: of large ones, a few have all the leads that are looked at, and no others are sorted.
                    var left = most;
                    for (
                        var (from, count) = (0, BulksAtFirst);
                        from < bulks.Count && left > 0;
                        (from, count) = (from + count, MaxBulksAtOnce)
                    )
                    {
                        long[] some = [.. bulks.Skip(from).Take(count)];
                        var find = new Statement(
                            $"""
                            select id from {table} where bulk_id in ({string.Join(", ", some.Select((_, i) => $"@bulk{i}"))})
                            and erased_at is null order by bulk_id desc, id desc limit @most
                            """,
                            [("@most", left), .. some.Select((bulk, i) => ($"@bulk{i}", (SqlValue)bulk))]
                        );
                        var ids = await session.QueryAsync(find, row => row.GetInt64(0), token).ConfigureAwait(false);
                        arrived.UnionWith(ids);
                        left -= ids.Count;
                    }
                }

                var isMore = bulks.Count >= most || arrived.Count >= most;
                var query = SearchQuery.From(filter);
                if (query.IsEmpty)
                    return new ArrivedLeads(0, IsMore: false);
                if (arrived.Count == 0 || query.Groups.Count == 0 || filter with { State = null } == new LeadFilter())
                    return new ArrivedLeads(Math.Min(arrived.Count, most), isMore);
                if (await FindTermsAsync(session, filter, query, context.Zone, token).ConfigureAwait(false) is not { } groups)
                    return new ArrivedLeads(0, isMore);
                var proposed = await session.LeadIndex.FindAmongAsync(session, groups, arrived, token).ConfigureAwait(false);
                arrived.IntersectWith(proposed);
                if (filter.ErrorValue is not null && arrived.Count > 0)
                {
                    var find = FindByValue(filter, LeadOrder.OldestFirst, null, arrived.Count, arrived);
                    arrived.IntersectWith(await session.QueryAsync(find, row => row.GetInt64(0), token).ConfigureAwait(false));
                }

                return new ArrivedLeads(arrived.Count, isMore);
            },
            cancellation
        );

    private async Task<LeadIndexPage> FindAsync(
        StoreSession session,
        LeadFilter filter,
        SearchQuery query,
        LeadOrder order,
        long? after,
        int limit,
        SearchContext context,
        CancellationToken cancellation
    )
    {
        var found = new List<StoredLead>(limit + 1);
        StoredLead? byId = null;
        if (after is null && query.LeadId is { } id)
            byId = (await ReadAsync(session, [id], context, cancellation).ConfigureAwait(false)).FirstOrDefault(Fits);
        var last = after;
        for (var round = 0; found.Count <= limit; round++)
        {
            var (read, next) = await ReadNextAsync(last).ConfigureAwait(false);
            found.AddRange(read.Where(lead => lead.Id != byId?.Id && Fits(lead)));
            if (next is null)
            {
                last = null;
                break;
            }

            last = next;
            if (round == MaxRounds)
                break;
        }

        var isMore = found.Count > limit;
        List<StoredLead> page = [.. byId is null ? (IEnumerable<StoredLead>)[] : [byId], .. found.Take(limit)];
        return new LeadIndexPage(page, isMore ? found[limit - 1].Id : last);

        bool Fits(StoredLead lead) =>
            (filter.BulkId is null || filter.BulkId == lead.Origin.BulkId)
            && (filter.ErrorValue is null || HasValue(lead, filter, context.Catalog))
            && query.Matches(ReadTerms(lead, context), lead.Id);

        async Task<(IReadOnlyList<StoredLead> Leads, long? Next)> ReadNextAsync(long? from)
        {
            if (filter.BulkId is { } bulk)
            {
                var search = LeadSearch.ForBulk(bulk, from, limit + 1, order == LeadOrder.NewestFirst);
                var leads = await LeadReader.ReadAsync(session, search, context.Catalog, cancellation).ConfigureAwait(false);
                return (leads, StoredLead.IsEnd(leads, limit + 1) ? null : leads[^1].Id);
            }

            var ids = await ProposeAsync(session, filter, query, order, from, limit + 1, context.Zone, cancellation).ConfigureAwait(false);
            if (ids.Count == 0)
                return ([], null);
            var proposed = await ReadAsync(session, ids, context, cancellation).ConfigureAwait(false);
            var byLeadId = proposed.ToDictionary(lead => lead.Id);

            // Very large leads are read a few at a time: those after the first that is missing come with the next round.
            var isCut = StoredLead.IsCut(proposed);
            List<long> here = isCut ? [.. ids.TakeWhile(byLeadId.ContainsKey)] : ids;
            if (here.Count == 0)
                here = [ids[0]];
            List<StoredLead> inOrder = [.. here.Where(byLeadId.ContainsKey).Select(one => byLeadId[one])];
            return (inOrder, !isCut && ids.Count <= limit ? null : here[^1]);
        }
    }

    /// <summary>The ids of leads that probably meet a filter.</summary>
    private async Task<List<long>> ProposeAsync(
        StoreSession session,
        LeadFilter filter,
        SearchQuery query,
        LeadOrder order,
        long? after,
        int limit,
        TimeZoneInfo zone,
        CancellationToken cancellation
    )
    {
        if (filter.ErrorValue is not null)
        {
            var find = FindByValue(filter, order, after, limit);
            return [.. await session.QueryAsync(find, row => row.GetInt64(0), cancellation).ConfigureAwait(false)];
        }

        // Without the index, so that the newest leads are there at once.
        if (query.Groups.Count == 0)
            return await ReadIdsAsync(["lead", "lead_with_errors"], "true").ConfigureAwait(false);
        if (query.Groups.Count == 1 && filter.State is LeadState.Valid or LeadState.Waiting && query.Conditions.Count == 1)
        {
            var table = filter.State == LeadState.Valid ? "lead" : "lead_with_errors";
            return await ReadIdsAsync([table], "erased_at is null").ConfigureAwait(false);
        }

        return await FindTermsAsync(session, filter, query, zone, cancellation).ConfigureAwait(false) is { } groups
            ? await session.LeadIndex.FindAsync(session, groups, order, after, limit, cancellation).ConfigureAwait(false)
            : [];

        async Task<List<long>> ReadIdsAsync(string[] tables, string condition)
        {
            var (direction, comparison) = order == LeadOrder.NewestFirst ? ("desc", "<") : ("asc", ">");
            var from = after ?? (order == LeadOrder.NewestFirst ? long.MaxValue : 0);
            var ids = new List<long>();
            foreach (var table in tables)
            {
                var find = new Statement(
                    $"select id from {table} where {condition} and id {comparison} @after order by id {direction} limit @limit",
                    ("@after", from),
                    ("@limit", limit)
                );
                ids.AddRange(await session.QueryAsync(find, row => row.GetInt64(0), cancellation).ConfigureAwait(false));
            }

            ids.Sort();
            if (order == LeadOrder.NewestFirst)
                ids.Reverse();
            return ids.Count > limit ? ids[..limit] : ids;
        }
    }

    /// <summary>The leads that wait with the wrong value of a filter, and from its sender.</summary>
    /// <param name="among">The only ones that are looked for; null for all.</param>
    private static Statement FindByValue(LeadFilter filter, LeadOrder order, long? after, int limit, IEnumerable<long>? among = null)
    {
        var (direction, comparison) = order == LeadOrder.NewestFirst ? ("desc", "<") : ("asc", ">");
        List<string> conditions = ["field = @field", "folded = @folded", $"lead_id {comparison} @after"];
        List<(string, SqlValue)> parameters =
        [
            ("@field", filter.ErrorField ?? ""),
            ("@folded", OpenError.FoldValue(filter.ErrorValue!)),
            ("@after", after ?? (order == LeadOrder.NewestFirst ? long.MaxValue : 0)),
            ("@limit", limit),
        ];
        if (filter.ErrorCode is { } code)
        {
            conditions.Add("code = @code");
            parameters.Add(("@code", code));
        }

        if (filter.Sender is { } sender)
        {
            conditions.Add("sender = @sender");
            parameters.Add(("@sender", sender));
        }

        if (among is not null)
            conditions.Add($"lead_id in ({string.Join(", ", among.Select(id => id.ToString(CultureInfo.InvariantCulture)))})");
        return new Statement(
            $"""
            select distinct lead_id from open_error
            where {string.Join(" and ", conditions)} order by lead_id {direction} limit @limit
            """,
            parameters
        );
    }

    private static bool HasValue(StoredLead lead, LeadFilter filter, ListCatalog catalog)
    {
        var folded = OpenError.FoldValue(filter.ErrorValue!);
        return lead is { Valid: null, IsErased: false }
            && OpenError
                .From(lead.ReadErrors(catalog))
                .Any(error =>
                    error.Field == filter.ErrorField
                    && error.Folded == folded
                    && (filter.ErrorCode is null || error.Code == filter.ErrorCode)
                );
    }

    /// <summary>The groups of a query as they are in the index, or null if no lead can have them.</summary>
    private async Task<IReadOnlyList<IReadOnlyList<long>>?> FindTermsAsync(
        StoreSession session,
        LeadFilter filter,
        SearchQuery query,
        TimeZoneInfo zone,
        CancellationToken cancellation
    )
    {
        if (await _key.FindAsync(session, cancellation).ConfigureAwait(false) is not { } hash)
            return null;
        if (filter.From is not null || filter.To is not null)
        {
            query = SearchQuery.From(await LimitDaysAsync(session, filter, zone, cancellation).ConfigureAwait(false));
            if (query.IsEmpty)
                return null;
        }

        return [.. query.Groups.Select(group => (IReadOnlyList<long>)[.. group.Select(hash.Compute)])];
    }

    /// <summary>
    /// Limits the days of a filter to those between the first and the last in it on which leads arrived, so that a span of years is as few
    /// terms as there can be leads for. The follower counts the hour of a bulk in the transaction in which it indexes its first leads.
    /// </summary>
    private static async Task<LeadFilter> LimitDaysAsync(
        StoreSession session,
        LeadFilter filter,
        TimeZoneInfo zone,
        CancellationToken cancellation
    )
    {
        // One day more on either side holds the hours of these days in every time zone. In some, an hour is partly of the next day.
        var find = new Statement(
            "select min(hour), max(hour) from intake_hour where hour >= @from and hour < @before",
            ("@from", (filter.From is { } from && from > FirstDay ? from.AddDays(-1) : FirstDay).ToDateTime(default, DateTimeKind.Utc)),
            ("@before", (filter.To is { } to && to < LastDay ? to.AddDays(2) : LastDay).ToDateTime(default, DateTimeKind.Utc))
        );
        var (first, last) = await session
            .FindAsync(
                find,
                row => row.IsDBNull(0) ? (LastDay, FirstDay) : (ToDay(row.GetTimestamp(0)), ToDay(row.GetTimestamp(1).AddHours(1))),
                cancellation
            )
            .ConfigureAwait(false);
        return filter with { From = filter.From > first ? filter.From : first, To = filter.To < last ? filter.To : last };

        DateOnly ToDay(DateTime utc) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(utc, zone));
    }

    private static Task<IReadOnlyList<StoredLead>> ReadAsync(
        StoreSession session,
        IReadOnlyList<long> ids,
        SearchContext context,
        CancellationToken cancellation
    ) => LeadReader.ReadAsync(session, LeadSearch.ForLeads(ids), context.Catalog, cancellation);

    private static IReadOnlySet<string> ReadTerms(StoredLead lead, SearchContext context) =>
        SearchTerms.For(
            lead.Valid is { } valid
                ? SearchableLead.FromValid(valid, lead.Origin, lead.IsErased)
                : SearchableLead.FromSent(
                    lead.Sent.Span,
                    context.Catalog,
                    OpenError.From(lead.ReadErrors(context.Catalog)),
                    lead.Origin,
                    lead.IsErased
                ),
            context.Zone
        );
}
