namespace Leadgate.Server.Telemetry;

/// <summary>Marks a route that the metrics address serves.</summary>
/// <param name="IsExclusive">Whether the other addresses don't serve it.</param>
internal sealed record MetricsPortMetadata(bool IsExclusive);
