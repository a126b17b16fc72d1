using System.Runtime.CompilerServices;
using Leadgate.Domain.Access;
using Leadgate.Domain.Audit;
using Leadgate.Domain.Leads;
using Leadgate.Domain.Search;
using Leadgate.Domain.Wire;
using Leadgate.Server.Access;
using Leadgate.Server.Hosting;
using Leadgate.Server.Lists;
using Leadgate.Storage;
using Leadgate.Storage.Search;

namespace Leadgate.Server.Leads;

/// <summary>Finds leads of all senders for staff, whose searches the audit trail records.</summary>
internal sealed class StaffLeadQueries(ILeadStore store, LeadQueries queries, ListCatalogCache lists, LeadgateSettings settings)
{
    /// <summary>One more than a page says.</summary>
    public const int MaxCount = 1001;

    /// <summary>
    /// How many pages are read to find the next lead. Erased ones are passed over, of a bulk the valid ones too, and somebody waits.
    /// </summary>
    private const int MaxPagesToNext = 20;

    private SearchContext Context => new(lists.Catalog, settings.Rules.Zone);

    public async Task<StaffLeadPage> FindAsync(StaffLeadSearch search, Actor actor, CancellationToken cancellation)
    {
        actor.Require(Scopes.LeadsRead);
        // Before the leads, so that what the index does not hold yet is still said when it is indexed meanwhile.
        var follower = await store.Follower.ReadStateAsync(cancellation);
        var (leads, before, after) = await FindPageAsync(search, cancellation);
        var detail = "leads " + IdRanges.Format(leads.Select(lead => lead.Id));
        await store.Audit.AppendAsync(actor.Audit(AuditActions.LeadsSearch, detail: detail), cancellation);
        return new StaffLeadPage([.. leads.Select(lead => (lead, queries.CreateRecord(lead, showOrigin: true)))], before, after, follower);
    }

    /// <summary>
    /// All leads that a search finds, in its order and wherever its page begins, some at a time. Whoever asks for them records it.
    /// </summary>
    public async IAsyncEnumerable<IReadOnlyList<StoredLead>> ReadAllAsync(
        StaffLeadSearch search,
        Actor actor,
        [EnumeratorCancellation] CancellationToken cancellation
    )
    {
        actor.Require(Scopes.LeadsRead);
        for (long? after = null; ; )
        {
            var (leads, next) = await FindAsync(search, search.Order, after, cancellation);
            yield return leads;
            if (next is null)
                yield break;
            after = next;
        }
    }

    /// <summary>
    /// The lead that follows another one in a search, wherever its page begins; without an id if none does. Nothing of it is read but its
    /// id: whoever opens it records it.
    /// </summary>
    public async Task<FollowingLead> FindNextAsync(StaffLeadSearch search, long id, Actor actor, CancellationToken cancellation)
    {
        actor.Require(Scopes.LeadsRead);
        if (search.Filter.State == LeadState.Erased)
            return FollowingLead.None;
        if (search is { Filter: { BulkId: { } bulk, State: LeadState.Waiting } filter } && filter == LeadFilter.WaitingOf(bulk))
            return new(await store.OpenErrors.FindNextOfBulkAsync(bulk, id, search.Order, cancellation), IsFound: true);

        // A lead that is searched for by its id comes first, out of the order, and after none. Among corrected ones it keeps its place.
        var first = search.IsCorrected ? null : SearchQuery.From(search.Filter).LeadId;
        long? after = first == id ? null : id;
        for (var page = 0; page < MaxPagesToNext; page++)
        {
            (var leads, after) = await FindAsync(search, search.Order, after, cancellation);
            if (leads.FirstOrDefault(lead => !lead.IsErased && lead.Id != id && lead.Id != first) is { } next)
                return new(next.Id, IsFound: true);
            if (after is null)
                return FollowingLead.None;
        }

        return new(null, IsFound: false);
    }

    /// <summary>How many leads meet the conditions, at most <see cref="MaxCount"/>.</summary>
    public Task<int> CountAsync(LeadFilter filter, Actor actor, CancellationToken cancellation)
    {
        actor.Require(Scopes.LeadsRead);
        return store.LeadIndex.CountAsync(filter, MaxCount, Context, cancellation);
    }

    /// <summary>
    /// How many leads of a list have arrived since it was shown, at most <see cref="MaxCount"/>; null for a list that no lead joins by
    /// arriving.
    /// </summary>
    public async Task<ArrivedLeads?> CountArrivedAsync(StaffLeadSearch search, DateTime since, Actor actor, CancellationToken cancellation)
    {
        actor.Require(Scopes.LeadsRead);
        return search is { IsCorrected: false, Filter: { BulkId: null, State: not LeadState.Erased } }
            ? await store.LeadIndex.CountArrivedAsync(search.Filter, since, MaxCount, Context, cancellation)
            : null;
    }

    private async Task<(IReadOnlyList<StoredLead> Leads, long? Before, long? After)> FindPageAsync(
        StaffLeadSearch search,
        CancellationToken cancellation
    )
    {
        if (search.Before is { } before)
        {
            var (backwards, more) = await FindAsync(search, search.Reverse, before, cancellation);
            if (more is not null && backwards.Count > 0)
                return ([.. backwards.Reverse()], backwards[^1].Id, backwards[0].Id);

            // The first page, which is full even if fewer leads come before the other page.
        }

        var (leads, next) = await FindAsync(search, search.Order, search.Before is null ? search.After : null, cancellation);
        return (leads, search is { Before: null, After: not null } && leads.Count > 0 ? leads[0].Id : null, next);
    }

    private async Task<(IReadOnlyList<StoredLead> Leads, long? Next)> FindAsync(
        StaffLeadSearch search,
        LeadOrder order,
        long? after,
        CancellationToken cancellation
    )
    {
        if (search.IsCorrected)
            return await FindCorrectedAsync(search, order, after, cancellation);
        var page = await store.LeadIndex.FindAsync(search.Filter, order, after, search.Limit, Context, cancellation);
        return (page.Leads, page.Next);
    }

    /// <summary>Leads that corrections made valid. The other conditions are compared here: people correct few leads in a day.</summary>
    private async Task<(IReadOnlyList<StoredLead> Leads, long? Next)> FindCorrectedAsync(
        StaffLeadSearch search,
        LeadOrder order,
        long? after,
        CancellationToken cancellation
    )
    {
        var context = Context;
        var query = SearchQuery.From(search.Filter with { State = LeadState.Valid, From = null, To = null });
        var from = StartOf(search.Filter.From);
        var before = StartOf(search.Filter.To?.AddDays(1));
        var found = new List<StoredLead>(search.Limit + 1);
        while (found.Count <= search.Limit)
        {
            var ids = await store.Revisions.FindCorrectedAsync(
                from,
                before,
                after,
                order == LeadOrder.NewestFirst,
                search.Limit + 1,
                cancellation
            );
            foreach (var id in ids)
            {
                if (await store.Revisions.FindAsync(id, context.Catalog, cancellation) is { Valid: not null } lead && Fits(lead))
                    found.Add(lead);
            }

            if (ids.Count <= search.Limit)
                break;
            after = ids[^1];
        }

        return found.Count > search.Limit ? (found[..search.Limit], found[search.Limit - 1].Id) : (found, null);

        bool Fits(StoredLead lead) =>
            (search.Filter.BulkId is null || search.Filter.BulkId == lead.Origin.BulkId)
            && query.Matches(SearchTerms.For(SearchableLead.FromValid(lead.Valid!, lead.Origin, lead.IsErased), context.Zone), lead.Id);
    }

    private DateTime? StartOf(DateOnly? day) =>
        day is { } start && DateParser.TryParseTimestamp(WireTime.Format(start), settings.Rules.Zone, out var utc) ? utc : null;
}
