namespace Leadgate.Contract.Health;

/// <summary>The result of a health check that failed.</summary>
/// <example>{"status": "unavailable", "environment": "TEST", "version": "0.1.0", "checks": {"store": "unavailable"}}</example>
public sealed record UnhealthyReport : HealthReport;
