using System.Globalization;
using Leadgate.Contract;
using Leadgate.Contract.Problems;
using Leadgate.Domain.Access;
using Leadgate.Server.Access;
using Leadgate.Server.Hosting;
using Leadgate.Server.Http;
using Leadgate.Server.Lists;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Leadgate.Server.Leads;

/// <summary>Reads bulks (promise 2.4) and searches leads (promise 2.5).</summary>
internal static class LeadEndpoints
{
    public static void AddLeads(this IServiceCollection services)
    {
        services.AddSingleton<ReadConcurrencyLimit>();
        services.AddSingleton<LeadQueries>();
    }

    public static void MapLeads(this IEndpointRouteBuilder routes)
    {
        var group = routes
            .MapGroup("")
            .WithTags("Leads")
            .WithMetadata(new RequiredScope(Scopes.LeadsRead))
            .AddEndpointFilter<ReadConcurrencyFilter>();
        group.MapGet(Routes.Bulks, SearchLeads).WithName("searchLeads");
        group.MapGet(Routes.Bulk, GetBulk).WithName("getBulk");
    }

    private static async Task<Results<BulkResult, Problem>> GetBulk(HttpContext http, string id, LeadQueries queries)
    {
        var bulk = long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? await queries.FindBulkAsync(number, LeadAccess.For(http), http.RequestAborted)
            : null;
        if (bulk is not null)
            return new BulkResult(bulk);
        return new Problem(
            ProblemType.BulkNotFound,
            "Use the bulk's id from the response to POST, which is a whole number.",
            "استخدم رقم الدفعة الذي ورد في الرد على POST، وهو عدد صحيح."
        );
    }

    private static async Task<Results<LeadPageResult, Problem>> SearchLeads(
        HttpContext http,
        LeadQueries queries,
        ListCatalogCache lists,
        LeadgateSettings settings
    )
    {
        var query = new LeadQueryReader(http.Request.Query, lists.Catalog, settings.Rules.Zone).Read(out var problem);
        if (problem is not null)
            return problem;
        return new LeadPageResult(await queries.SearchAsync(query, LeadAccess.For(http), http.RequestAborted));
    }
}
