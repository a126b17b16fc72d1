using Leadgate.Domain.Search;
using Leadgate.Domain.Texts;
using Leadgate.Server.Access;
using Leadgate.Server.Console.Forms;
using Leadgate.Server.Console.Shell;
using Leadgate.Server.Exports;
using Leadgate.Server.Hosting;
using Leadgate.Server.Http;
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

    public const string ViewField = "view";
    public const string DeleteField = "delete";

    public static void MapLeadList(this IEndpointRouteBuilder pages)
    {
        var leads = pages.MapGroup("").RequireAuthorization(StaffPolicies.Viewer);
        leads.MapGet(ConsoleRoutes.Leads, ShowAsync);
        leads.MapPost(ConsoleRoutes.Leads, ChangeViewsAsync);
        leads.MapGet(LeadLinks.Arrived, ShowArrivedAsync).KeepsIdle();
        leads.MapGet(LeadLinks.ExportRoute, ExportAsync).AddEndpointFilter(new ReadConcurrencyFilter());
    }

    private static async Task<IResult> ShowAsync(HttpContext http, StaffLeadQueries leads, ListCatalogCache lists, SavedViews views)
    {
        var query = new LeadListQuery(http.Request.Query, lists.Catalog);
        return await ShowListAsync(http, query, leads, lists, views, "", null);
    }

    /// <summary>What the script of a list asks from time to time. Nothing of a lead is in it, and it is no work of a person.</summary>
    private static async Task<IResult> ShowArrivedAsync(
        HttpContext http,
        StaffLeadQueries leads,
        ListCatalogCache lists,
        LeadgateSettings settings,
        TimeProvider time
    )
    {
        var query = new LeadListQuery(http.Request.Query, lists.Catalog);
        if (query.Errors.Count > 0 || query.Since is not { } since)
            return TypedResults.BadRequest();
        var arrived = await leads.CountArrivedAsync(query.Search, since, http.GetStaffActor(), http.RequestAborted);
        var isArabic = StaffLanguage.IsArabic(http.Request);
        var format = new ConsoleFormat(isArabic, settings.Rules.Zone, showsHijri: false);
        return TypedResults.Json(
            new ArrivalsText(Arrivals.Describe(arrived, since, time.GetUtcNow().UtcDateTime, format, isArabic)),
            ArrivalsJson.Default.ArrivalsText
        );
    }

    /// <summary>All leads of the list, not only those of the page, as a file that can be imported again.</summary>
    private static async Task<IResult> ExportAsync(
        string format,
        HttpContext http,
        StaffLeadQueries leads,
        LeadExports exports,
        ListCatalogCache lists
    )
    {
        if (!Enum.TryParse<ExportFormat>(format, ignoreCase: true, out var chosen) || chosen == ExportFormat.Ndjson)
            return PageResult.Notice(ShellTexts.NotFoundTitle, ShellTexts.NotFound, StatusCodes.Status404NotFound);
        var query = new LeadListQuery(http.Request.Query, lists.Catalog);
        if (query.Errors.Count > 0)
            return new Redirect(ConsoleRoutes.Leads + http.Request.QueryString);
        var options = new ExportOptions(chosen, TitlesArabic: StaffLanguage.IsArabic(http.Request));
        var found = leads.ReadAllAsync(query.Search with { Limit = LeadExports.LeadsAtOnce }, http.GetStaffActor(), http.RequestAborted);
        var access = LeadAccess.For(http.GetStaffMember(), http.ClientAddress());
        var written = await exports.ExportAsync(found, access, $"list as {options.Extension}", http.RequestAborted);
        var rows = ExportEndpoints.ToRowsAsync(written, options, http.RequestAborted);
        return new ExportResult(options, "leads", ExportEndpoints.GetHeaders(options), rows);
    }

    /// <summary>Saves the filters of the address under a name, or deletes what was saved under one.</summary>
    private static async Task<IResult> ChangeViewsAsync(HttpContext http, StaffLeadQueries leads, ListCatalogCache lists, SavedViews views)
    {
        var (form, query) = (http.GetForm(), new LeadListQuery(http.Request.Query, lists.Catalog));
        if (query.Errors.Count > 0)
            return await ShowListAsync(http, query, leads, lists, views, form.Get(ViewField), null);
        if (form.Has(DeleteField))
        {
            await views.DeleteAsync(http.GetStaffActor(), form.Get(DeleteField), http.RequestAborted);
            NoticeCookie.Set(http, LeadListTexts.ViewDeleted);
        }
        else
        {
            var name = form.Get(ViewField);
            if (await views.SaveAsync(http.GetStaffActor(), name, query.ToViewQuery(), http.RequestAborted) is { } error)
                return await ShowListAsync(http, query, leads, lists, views, name, error);
            NoticeCookie.Set(http, LeadListTexts.ViewSaved);
        }

        return new Redirect(ConsoleRoutes.Leads + http.Request.QueryString);
    }

    private static async Task<IResult> ShowListAsync(
        HttpContext http,
        LeadListQuery query,
        StaffLeadQueries leads,
        ListCatalogCache lists,
        SavedViews views,
        string viewName,
        BilingualText? viewError
    )
    {
        var actor = http.GetStaffActor();
        var isRefused = query.Errors.Count > 0;
        var now = http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime;
        var page = isRefused ? null : await leads.FindAsync(query.Search, actor, http.RequestAborted);
        var counts = isRefused ? new Dictionary<string, int>() : await CountAsync(query, leads, actor, http.RequestAborted);
        var since = page is null || page.IsNewestOf(query.Search) ? null : query.Since;
        var view = new LeadListView(query, page, counts, lists.Catalog)
        {
            Since = since ?? Arrivals.GetStart(now, query.IsFiltered ? page?.Follower.OldestPending : null),
            Arrived = since is { } shown ? await leads.CountArrivedAsync(query.Search, shown, actor, http.RequestAborted) : null,
            Views = await views.ReadAsync(actor, http.RequestAborted),
            ViewName = viewName,
            ViewError = viewError,
        };
        var status =
            isRefused ? StatusCodes.Status400BadRequest
            : viewError is null ? StatusCodes.Status200OK
            : StatusCodes.Status422UnprocessableEntity;
        return PageResult.For<LeadListPage>(ShellTexts.Leads, view, status) with
        {
            HasErrors = isRefused || viewError is not null,
            IsWide = true,
        };
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
