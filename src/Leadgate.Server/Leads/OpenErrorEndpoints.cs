using Leadgate.Contract;
using Leadgate.Contract.Bulks;
using Leadgate.Contract.Problems;
using Leadgate.Domain.Access;
using Leadgate.Server.Access;
using Leadgate.Server.Hosting;
using Leadgate.Server.Http;
using Leadgate.Server.Lists;
using Leadgate.Server.OpenApi;
using Leadgate.Storage;
using Leadgate.Storage.Search;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Leadgate.Server.Leads;

/// <summary>Groups the errors of leads that wait for correction (promise 11.4).</summary>
internal static class OpenErrorEndpoints
{
    public static void AddOpenErrors(this IServiceCollection services)
    {
        services.AddSingleton(services => new RecentOpenErrors(
            services.GetRequiredService<ILeadStore>().OpenErrors,
            services.GetRequiredService<TimeProvider>(),
            e => Log.OpenErrorsNotCounted(services.GetRequiredService<ILogger<RecentOpenErrors>>(), e)
        ));
        services.AddSingleton<OpenErrorQueries>();
        services.AddSingleton<IntakeOverview>();
        services.AddHostedService<LeadFollowerService>();
    }

    public static void MapOpenErrors(this IEndpointRouteBuilder routes) =>
        routes
            .MapGet(Routes.OpenErrors, GetOpenErrors)
            .WithName("getOpenErrors")
            .WithTags("Leads")
            .RequireScope(Scopes.LeadsRead)
            .WithQuery(typeof(OpenErrorRequest))
            .WithLanguage()
            .WithProblems(ProblemType.InvalidParameter, ProblemType.StoreUnavailable, ProblemType.Overloaded, ProblemType.Internal)
            .AddEndpointFilter(new ReadConcurrencyFilter());

    /// <summary>Group open errors</summary>
    /// <remarks>
    /// The errors of leads that wait for correction, grouped by field, code, and value, those of the most leads first. A lead that was
    /// stored or corrected a moment ago may not be counted yet.
    /// </remarks>
    /// <response code="200">The groups.</response>
    internal static async Task<Results<Ok<OpenErrors>, Problem>> GetOpenErrors(
        HttpContext http,
        OpenErrorQueries queries,
        ListCatalogCache lists,
        LeadgateSettings settings
    )
    {
        var filter = new LeadQueryReader(http.Request.Query, lists.Catalog, settings.Rules.Zone).ReadOpenErrors(out var problem);
        if (problem is not null)
            return problem;
        var found = await queries.FindAsync(filter, LeadAccess.For(http), http.RequestAborted);
        return TypedResults.Ok(
            new OpenErrors
            {
                Errors =
                [
                    .. found.Select(group => new OpenError
                    {
                        Field = group.Field,
                        Code = group.Code,
                        Value = group.Value,
                        Leads = group.Leads,
                        Oldest = Utc.From(group.Oldest),
                        Suggestions = group.Suggestions,
                    }),
                ],
            }
        );
    }
}
