using System.Globalization;
using Microsoft.Extensions.Hosting.Systemd;

namespace Leadgate.Server.Hosting.ServiceManager;

/// <summary>
/// Tells systemd when the service is ready, when it stops, and that it is alive. A unit of <c>Type=notify</c> names the socket for that.
/// <c>AddSystemd</c> of the package would look at the parent process instead, and know nothing of a watchdog.
/// </summary>
internal static class ServiceManagerRegistration
{
    public static void AddServiceManager(this IServiceCollection services, Func<string, string?> variables)
    {
        services.AddSingleton<LiveProbe>();
        if (OperatingSystem.IsWindows() || string.IsNullOrEmpty(variables("NOTIFY_SOCKET")))
            return;
        services.AddSingleton<ISystemdNotifier, SystemdNotifier>();
        services.AddSingleton<IHostLifetime, SystemdLifetime>();
        if (FindWatchdogTime(variables, Environment.ProcessId) is not { } limit)
            return;
        services.AddHostedService(services => new Watchdog(
            services.GetRequiredService<ISystemdNotifier>(),
            limit,
            services.GetRequiredService<LiveProbe>().AnswersAsync,
            services.GetRequiredService<IHostApplicationLifetime>(),
            services.GetRequiredService<TimeProvider>(),
            services.GetRequiredService<ILogger<Watchdog>>()
        ));
    }

    /// <summary>After how long without a sign of life systemd ends the process, or null if it does not.</summary>
    /// <param name="processId">The variables may have been meant for a parent process.</param>
    internal static TimeSpan? FindWatchdogTime(Func<string, string?> variables, int processId) =>
        ulong.TryParse(variables("WATCHDOG_USEC"), NumberStyles.None, CultureInfo.InvariantCulture, out var microseconds)
        && microseconds is > 0 and < long.MaxValue / TimeSpan.TicksPerMicrosecond
        && (variables("WATCHDOG_PID") is not { Length: > 0 } meant || meant == processId.ToString(CultureInfo.InvariantCulture))
            ? TimeSpan.FromMicroseconds(microseconds)
            : null;
}
