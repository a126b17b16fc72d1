namespace Leadgate.Contract.Health;

/// <summary>The result of a health check that failed.</summary>
/// <example>{"status": "unavailable", "environment": "TEST", "version": "1.0.0", "checks": {"store": "unavailable"}}</example>
public sealed record UnhealthyReport : HealthReport;
