using Leadgate.Contract;
using Leadgate.Server.Telemetry;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Leadgate.Server.Hosting;

/// <summary>
/// Health checks (promise 9.4). Liveness runs none, because restarting the process doesn't bring the store back. Readiness runs all of
/// them with a timeout and names those that failed; the log says why.
/// </summary>
internal static class Health
{
    public static void AddHealth(this IServiceCollection services) =>
        services.AddHealthChecks().AddCheck<StoreHealth>(StoreHealth.Name, timeout: StoreHealth.Timeout);

    public static void MapHealth(this WebApplication app, LeadgateSettings settings)
    {
        var onEveryPort = new MetricsPortMetadata(IsExclusive: false);
        app.MapHealthChecks(Routes.Live, CreateOptions(_ => false, settings)).WithName("live").WithTags("Health").WithMetadata(onEveryPort);
        app.MapHealthChecks(Routes.Ready, CreateOptions(_ => true, settings))
            .WithName("ready")
            .WithTags("Health")
            .WithMetadata(onEveryPort);
    }

    private static HealthCheckOptions CreateOptions(Func<HealthCheckRegistration, bool> predicate, LeadgateSettings settings) =>
        new()
        {
            Predicate = predicate,
            ResponseWriter = (http, report) =>
                http.Response.WriteAsJsonAsync(
                    new HealthResponse(
                        GetName(report.Status),
                        settings.Environment,
                        LeadgateApp.Version,
                        report.Entries.ToDictionary(check => check.Key, check => GetName(check.Value.Status))
                    ),
                    http.RequestAborted
                ),
        };

    private static string GetName(HealthStatus status) => status == HealthStatus.Healthy ? "ok" : "unavailable";

    private sealed record HealthResponse(string Status, string Environment, string Version, IReadOnlyDictionary<string, string> Checks);
}
