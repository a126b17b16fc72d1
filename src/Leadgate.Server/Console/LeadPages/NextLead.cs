using Leadgate.Domain.Leads;
using Leadgate.Domain.Texts;
using Leadgate.Server.Access;
using Leadgate.Server.Console.LeadList;
using Leadgate.Server.Leads;
using Leadgate.Server.Lists;
using Leadgate.Storage;

namespace Leadgate.Server.Console.LeadPages;

/// <summary>Finds where "Save and next" leads.</summary>
internal sealed class NextLead(ILeadStore store, StaffLeadQueries leads, ListCatalogCache lists)
{
    /// <summary>
    /// The next lead of the list that a lead was opened from, and of a lead that was opened from none, the next one that waits.
    /// </summary>
    /// <param name="listQuery">What the address of the lead says of the list.</param>
    /// <returns>The address, and what is to be said if it is not that of another lead.</returns>
    public async Task<(string Link, BilingualText? Words)> FindAsync(
        LeadRecord lead,
        string? listQuery,
        Actor actor,
        CancellationToken cancellation
    )
    {
        var id = lead.Id!.Value;
        if (LeadListQuery.TryRead(listQuery, lists.Catalog) is { } list)
        {
            return await leads.FindNextAsync(list.SearchToCorrect, id, actor, cancellation) is { } following
                ? (LeadLinks.Lead(following, listQuery), null)
                : (LeadLinks.BackToList(id, listQuery), LeadPageTexts.ListHasEnded);
        }

        return await store.OpenErrors.FindNextAsync(lead.Origin!.BulkId, id, cancellation) is { } next
            ? (LeadLinks.Lead(next, listQuery), null)
            : (LeadLinks.Lead(id, listQuery), LeadPageTexts.QueueIsEmpty);
    }
}
