namespace Leadgate.Server.Telemetry;

/// <summary>Marks a route as one that the metrics address serves.</summary>
/// <param name="Only">Whether the other addresses do not.</param>
internal sealed record MetricsPortMetadata(bool Only);
