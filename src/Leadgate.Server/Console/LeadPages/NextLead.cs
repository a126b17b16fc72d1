using Leadgate.Domain.Leads;
using Leadgate.Domain.Search;
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
            var search = list.SearchToCorrect;
            var next = await leads.FindNextAsync(search, id, actor, cancellation);
            if (next.Id is { } following)
                return (LeadLinks.Lead(following, listQuery), null);
            var words =
                !next.IsFound ? LeadPageTexts.NextIsFar
                : search.Filter.State == LeadState.Waiting ? LeadPageTexts.NoLaterWaits
                : LeadPageTexts.ListHasEnded;
            return (LeadLinks.BackToList(id, listQuery), words);
        }

        return await store.OpenErrors.FindNextAsync(lead.Origin!.BulkId, id, cancellation) is { } waiting
            ? (LeadLinks.Lead(waiting, listQuery), null)
            : (LeadLinks.Lead(id, listQuery), LeadPageTexts.QueueIsEmpty);
    }
}
