using Leadgate.Domain.Audit;
using Leadgate.Server.Lists;
using Leadgate.Storage;
using Leadgate.Storage.Search;

namespace Leadgate.Server.Leads;

/// <summary>Groups the errors of leads that wait for correction (promise 11.4), for callers who may see them.</summary>
internal sealed class OpenErrorQueries(ILeadStore store, RecentOpenErrors recent, ListCatalogCache lists)
{
    /// <summary>
    /// Of all leads, as they were up to <see cref="RecentOpenErrors.MaxAge"/> ago when many wait. For callers who see the leads of all.
    /// </summary>
    public async Task<IReadOnlyList<OpenErrorGroup>> FindRecentAsync(int limit, LeadAccess access, CancellationToken cancellation)
    {
        if (!access.SeesAll)
            return await FindAsync(new OpenErrorFilter { Limit = limit }, access, cancellation);
        var found = await recent.FindGroupsAsync(new OpenErrorFilter { Limit = limit }, lists.Catalog, cancellation);
        await RecordAsync(access, cancellation);
        return found;
    }

    /// <summary>
    /// As <see cref="FindRecentAsync(int, LeadAccess, CancellationToken)"/>, for several filters, in one record of the audit trail.
    /// </summary>
    /// <param name="filters">By field and code only.</param>
    public async Task<IReadOnlyList<OpenErrorGroup>> FindRecentAsync(
        IReadOnlyList<OpenErrorFilter> filters,
        LeadAccess access,
        CancellationToken cancellation
    )
    {
        var found = new List<OpenErrorGroup>();
        foreach (var filter in filters)
            found.AddRange(
                access.SeesAll
                    ? await recent.FindGroupsAsync(filter, lists.Catalog, cancellation)
                    : await FindAsync(filter, access, cancellation)
            );
        if (access.SeesAll && filters.Count > 0)
            await RecordAsync(access, cancellation);
        return found;
    }

    public async Task<IReadOnlyList<OpenErrorGroup>> FindAsync(OpenErrorFilter filter, LeadAccess access, CancellationToken cancellation)
    {
        if (!access.SeesAll && filter.Sender is not null && filter.Sender != access.CreatedBy)
            return [];
        var found = await store.OpenErrors.FindGroupsAsync(
            filter with
            {
                Sender = access.CreatedBy ?? filter.Sender,
            },
            lists.Catalog,
            cancellation
        );

        if (access.SeesAll)
            await RecordAsync(access, cancellation);
        return found;
    }

    /// <summary>The values are texts that people sent.</summary>
    private async Task RecordAsync(LeadAccess access, CancellationToken cancellation) =>
        await store.Audit.AppendAsync(access.CreateEvent(AuditActions.LeadsSearch, detail: "open errors by value"), cancellation);
}
