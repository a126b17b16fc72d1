using Leadgate.Contract;
using Leadgate.Contract.Health;
using Leadgate.Server.Telemetry;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using HealthReport = Leadgate.Contract.Health.HealthReport;

namespace Leadgate.Server.Hosting;

/// <summary>
/// Health checks (promise 9.4). Liveness runs none, because restarting the process doesn't bring the store back. Readiness runs all of
/// them with a timeout and names those that failed; the log says why.
/// </summary>
internal static class HealthEndpoints
{
    public static void AddHealth(this IServiceCollection services)
    {
        services.AddHealthChecks().AddCheck<StoreHealth>(StoreHealth.Name, timeout: StoreHealth.Timeout);
        services.AddSingleton<ServiceStatus>();
        services.AddSingleton<StopDelay>();
        services.AddHostedService(provider => provider.GetRequiredService<StopDelay>());
    }

    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        var health = routes
            .MapGroup("")
            .WithTags("Health")
            .WithMetadata(new MetricsPortMetadata(IsExclusive: false))
            .AddEndpointFilter(
                (invocation, next) =>
                {
                    var headers = invocation.HttpContext.Response.Headers;
                    (headers.CacheControl, headers.Pragma) = ("no-store, no-cache", "no-cache");
                    headers.Expires = "Thu, 01 Jan 1970 00:00:00 GMT";
                    return next(invocation);
                }
            );
        health.MapGet(Routes.Live, Live).WithName("live");
        health.MapGet(Routes.Ready, Ready).WithName("ready").Produces<UnhealthyReport>(StatusCodes.Status503ServiceUnavailable);
    }

    /// <summary>Check that the process is alive</summary>
    /// <remarks>200 as long as the process runs.</remarks>
    /// <response code="200">The process runs.</response>
    internal static Ok<HealthReport> Live(LeadgateSettings settings) =>
        TypedResults.Ok(
            new HealthReport
            {
                Status = Word(HealthStatus.Healthy),
                Environment = settings.Environment,
                Version = LeadgateApp.Version,
                Checks = new Dictionary<string, string>(),
            }
        );

    /// <summary>Check that leads can be stored</summary>
    /// <remarks>200 if a bulk could be stored now, otherwise 503. Answers within two seconds; `checks` names what failed.</remarks>
    /// <response code="200">Leads can be stored.</response>
    /// <response code="503">
    /// Leads can't be stored: the database is unavailable, full, read-only, or too slow; or the service is about to stop (`stopping`).
    /// </response>
    internal static async Task<Results<Ok<HealthReport>, JsonHttpResult<UnhealthyReport>>> Ready(
        HealthCheckService checks,
        StopDelay stop,
        LeadgateSettings settings,
        CancellationToken cancellation
    )
    {
        var result = await checks.CheckHealthAsync(cancellation);
        var words = result.Entries.ToDictionary(check => check.Key, check => Word(check.Value.Status));
        if (stop.IsStopping)
            words[StopDelay.Name] = Word(HealthStatus.Unhealthy);
        if (result.Status != HealthStatus.Unhealthy && !stop.IsStopping)
            return TypedResults.Ok(
                new HealthReport
                {
                    Status = Word(HealthStatus.Healthy),
                    Environment = settings.Environment,
                    Version = LeadgateApp.Version,
                    Checks = words,
                }
            );
        return TypedResults.Json(
            new UnhealthyReport
            {
                Status = Word(HealthStatus.Unhealthy),
                Environment = settings.Environment,
                Version = LeadgateApp.Version,
                Checks = words,
            },
            statusCode: StatusCodes.Status503ServiceUnavailable
        );
    }

    private static string Word(HealthStatus status) =>
        status switch
        {
            HealthStatus.Healthy => "ok",
            HealthStatus.Degraded => "warning",
            _ => "unavailable",
        };
}
