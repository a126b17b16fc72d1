using Leadgate.Domain.Lists;
using Leadgate.Domain.Staff;
using Leadgate.Domain.Texts;
using Leadgate.Server.Leads;
using Leadgate.Storage.Search;

namespace Leadgate.Server.Console.LeadList;

/// <summary>What the list of leads shows.</summary>
/// <param name="Page">The leads; null if the address is not understood.</param>
/// <param name="Counts">How many leads each state has under the other conditions, by the name of the state.</param>
internal sealed record LeadListView(LeadListQuery Query, StaffLeadPage? Page, IReadOnlyDictionary<string, int> Counts, ListCatalog Catalog)
{
    /// <summary>From when on leads are counted that the first page of the list may not have shown, UTC.</summary>
    public DateTime Since { get; init; }

    /// <summary>What of the list has arrived since; null for a list that no lead joins by arriving.</summary>
    public ArrivedLeads? Arrived { get; init; }

    /// <summary>The lists of leads that whoever is signed in has saved.</summary>
    public IReadOnlyList<StaffView> Views { get; init; } = [];

    /// <summary>The name under which this one was to be saved, and why it was not.</summary>
    public string? ViewName { get; init; }

    public BilingualText? ViewError { get; init; }
}
