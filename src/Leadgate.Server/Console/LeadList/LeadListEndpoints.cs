using Leadgate.Domain.Search;
using Leadgate.Server.Access;
using Leadgate.Server.Console.Shell;
using Leadgate.Server.Leads;
using Leadgate.Server.Lists;
using Leadgate.Server.Staff;

namespace Leadgate.Server.Console.LeadList;

/// <summary>The queue of leads that wait for correction, and the search over all leads.</summary>
internal static class LeadListEndpoints
{
    private static readonly (string Name, LeadState? State)[] Counted =
    [
        (LeadListParameters.Waiting, LeadState.Waiting),
        (LeadListParameters.Valid, LeadState.Valid),
        (LeadListParameters.AllStates, null),
    ];

    public static void MapLeadList(this IEndpointRouteBuilder pages) =>
        pages.MapGet(ConsoleRoutes.Leads, ShowAsync).RequireAuthorization(StaffPolicies.Viewer);

    private static async Task<PageResult> ShowAsync(HttpContext http, StaffLeadQueries leads, ListCatalogCache lists)
    {
        var query = new LeadListQuery(http.Request.Query, lists.Catalog);
        if (query.Errors.Count > 0)
        {
            var refused = new LeadListView(query, null, new Dictionary<string, int>(), lists.Catalog);
            return PageResult.For<LeadListPage>(ShellTexts.Leads, refused, StatusCodes.Status400BadRequest) with
            {
                HasErrors = true,
                IsWide = true,
            };
        }

        var actor = http.GetStaffActor();
        var page = await leads.FindAsync(query.Search, actor, http.RequestAborted);
        var counts = await CountAsync(query, leads, actor, http.RequestAborted);
        return PageResult.For<LeadListPage>(ShellTexts.Leads, new LeadListView(query, page, counts, lists.Catalog)) with { IsWide = true };
    }

    private static async Task<IReadOnlyDictionary<string, int>> CountAsync(
        LeadListQuery query,
        StaffLeadQueries leads,
        Actor actor,
        CancellationToken cancellation
    )
    {
        var counts = new Dictionary<string, int>();

        // The days of corrections are not those of arrival, by which leads are counted.
        if (!query.Search.IsCorrected)
        {
            foreach (var (name, state) in Counted)
                counts[name] = await leads.CountAsync(query.Search.Filter with { State = state }, actor, cancellation);
        }

        return counts;
    }
}
