using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Leadgate.Server.Backups;

/// <summary>A warning when the last backup failed or one is missing. A node stays ready: leads can be stored all the same.</summary>
internal sealed class BackupHealth(BackupState state, BackupRules rules, TimeProvider time) : IHealthCheck
{
    /// <summary>The name of the check in responses.</summary>
    public const string Name = "backup";

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var isOverdue = state is { IsKnown: true, Last: not null } && rules.Schedule.IsOverdue(state.Last, time.GetUtcNow().UtcDateTime);
        return Task.FromResult(
            state.Failure is { } failure ? HealthCheckResult.Degraded(failure)
            : isOverdue ? HealthCheckResult.Degraded("A backup is overdue.")
            : HealthCheckResult.Healthy()
        );
    }
}
