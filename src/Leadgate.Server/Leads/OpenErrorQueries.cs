using Leadgate.Domain.Audit;
using Leadgate.Server.Lists;
using Leadgate.Storage;
using Leadgate.Storage.Search;

namespace Leadgate.Server.Leads;

/// <summary>Groups the errors of leads that wait for correction (promise 11.4), for callers who may see them.</summary>
internal sealed class OpenErrorQueries(ILeadStore store, ListCatalogCache lists)
{
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

        // The values are texts that people sent.
        if (access.SeesAll)
            await store.Audit.AppendAsync(access.CreateEvent(AuditActions.LeadsSearch, detail: "open errors by value"), cancellation);
        return found;
    }
}
