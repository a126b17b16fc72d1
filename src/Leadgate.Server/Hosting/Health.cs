using Leadgate.Contract;
using Leadgate.Server.Telemetry;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Leadgate.Server.Hosting;

/// <summary>
/// Whether the service is well (promise 9.4). Live runs no check: a process whose store is away must not be killed for it. Ready runs all,
/// each in a bounded time, and names those that failed; why they did stands in the log.
/// </summary>
internal static class Health
{
    public static void AddHealth(this IServiceCollection services) =>
        services.AddHealthChecks().AddCheck<StoreHealth>(StoreHealth.Name, timeout: StoreHealth.Limit);

    public static void MapHealth(this WebApplication app, LeadgateSettings settings)
    {
        var anywhere = new MetricsPortMetadata(Only: false);
        app.MapHealthChecks(Routes.Live, Options(_ => false, settings)).WithName("live").WithTags("Health").WithMetadata(anywhere);
        app.MapHealthChecks(Routes.Ready, Options(_ => true, settings)).WithName("ready").WithTags("Health").WithMetadata(anywhere);
    }

    private static HealthCheckOptions Options(Func<HealthCheckRegistration, bool> which, LeadgateSettings settings) =>
        new()
        {
            Predicate = which,
            ResponseWriter = (http, report) =>
                http.Response.WriteAsJsonAsync(
                    new Answer(
                        Word(report.Status),
                        settings.Environment,
                        LeadgateApp.Version,
                        report.Entries.ToDictionary(check => check.Key, check => Word(check.Value.Status))
                    ),
                    http.RequestAborted
                ),
        };

    private static string Word(HealthStatus status) => status == HealthStatus.Healthy ? "ok" : "unavailable";

    private sealed record Answer(string Status, string Environment, string Version, IReadOnlyDictionary<string, string> Checks);
}
