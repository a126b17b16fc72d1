using System.Diagnostics;
using System.Runtime.InteropServices;
using Leadgate.Domain.Access;
using Leadgate.Server.Access;
using Leadgate.Storage;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Leadgate.Server.Hosting;

/// <summary>What an administrator asks about a node: version, health, store, disk space, and settings.</summary>
internal sealed class ServiceStatus(LeadgateSettings settings, CurrentSettings current, HealthCheckService checks)
{
    public async Task<ServiceReport> ReadAsync(Actor actor, CancellationToken cancellation)
    {
        actor.Require(Scopes.Admin);
        using var process = Process.GetCurrentProcess();
        var health = await checks.CheckHealthAsync(cancellation);
        return new ServiceReport(
            LeadgateApp.Version,
            settings.Environment,
            Environment.MachineName,
            $"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription}, {RuntimeInformation.ProcessArchitecture}",
            process.StartTime.ToUniversalTime(),
            settings.Database.ToString(),
            health.Status != HealthStatus.Unhealthy,
            FindFiles(),
            current.Values
        );
    }

    /// <summary>The files that this node writes. Those of PostgreSQL are on its server, and are its operator's.</summary>
    private List<ServiceFile> FindFiles()
    {
        List<string> paths = [settings.AuditFiles.Checkpoints];
        if (settings.Database.Scheme == StoreAddress.Sqlite)
            paths.InsertRange(0, [settings.Database.Rest, settings.Database.Rest + "-wal"]);
        return [.. paths.Select(ServiceFile.Find).OfType<ServiceFile>()];
    }
}
