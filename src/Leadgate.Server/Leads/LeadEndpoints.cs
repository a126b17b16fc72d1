using System.Globalization;
using Leadgate.Contract;
using Leadgate.Contract.Bulks;
using Leadgate.Contract.Problems;
using Leadgate.Domain.Access;
using Leadgate.Server.Access;
using Leadgate.Server.Hosting;
using Leadgate.Server.Http;
using Leadgate.Server.Lists;
using Leadgate.Server.OpenApi;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing.Constraints;
using Microsoft.AspNetCore.Routing.Patterns;

namespace Leadgate.Server.Leads;

/// <summary>Reads bulks (promise 2.4) and searches leads (promise 2.5).</summary>
internal static class LeadEndpoints
{
    public static void AddLeads(this IServiceCollection services)
    {
        services.AddSingleton<ReadConcurrencyLimit>();
        services.AddSingleton<LeadQueries>();
        services.AddSingleton<StaffLeadQueries>();
        services.AddSingleton<SavedViews>();
        services.AddSingleton<LeadCorrections>();
        services.AddSingleton<BulkCorrectionWorker>();
        services.AddSingleton<BulkCorrections>();
        services.AddHostedService<BulkCorrectionService>();
        services.AddHostedService<IssueConversionService>();
    }

    public static void MapLeads(this IEndpointRouteBuilder routes)
    {
        var group = routes
            .MapGroup("")
            .WithTags("Leads")
            .RequireScope(Scopes.LeadsRead)
            .WithLanguage()
            .WithProblems(ProblemType.StoreUnavailable, ProblemType.Overloaded, ProblemType.Internal)
            .AddEndpointFilter(new ReadConcurrencyFilter());
        group.MapGet(Routes.Bulks, SearchLeads).WithName("searchLeads").WithQuery(typeof(LeadSearchRequest));
        group.MapGet(Routes.Bulk, GetBulk).WithName("getBulk").WithProblems(ProblemType.BulkNotFound).Add(ExcludeCheck);
    }

    /// <summary>
    /// The path of <c>checkBulk</c> looks like that of a bulk. It has methods of its own (promise 2.7), and is no bulk that is missing.
    /// </summary>
    private static void ExcludeCheck(EndpointBuilder builder)
    {
        var (route, check) = ((RouteEndpointBuilder)builder, Routes.BulkCheck.Split('/')[^1]);
        route.RoutePattern = RoutePatternFactory.Pattern(
            route.RoutePattern.RawText,
            defaults: null,
            new RouteValueDictionary { ["id"] = new RegexRouteConstraint($"^(?!{check}$)") },
            route.RoutePattern.PathSegments
        );
    }

    /// <summary>Get a bulk</summary>
    /// <remarks>The bulk with every lead, in the order sent, and its errors. A large bulk is streamed.</remarks>
    /// <param name="id" example="532">The id of the bulk.</param>
    /// <response code="200">The bulk.</response>
    internal static async Task<Results<BulkResult, Problem>> GetBulk(
        HttpContext http,
        [DocumentedAs(typeof(long))] string id,
        LeadQueries queries
    )
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

    /// <summary>Search leads</summary>
    /// <remarks>The leads that match every filter given, newest first, in pages. No filter is mandatory.</remarks>
    /// <response code="200">A page of leads.</response>
    internal static async Task<Results<LeadPageResult, Problem>> SearchLeads(
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
