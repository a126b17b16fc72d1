namespace Leadgate.Contract.Health;

/// <summary>The result of a health check that passed.</summary>
/// <example>{"status": "ok", "environment": "TEST", "version": "1.0.0", "checks": {"store": "ok"}}</example>
public record HealthReport
{
    /// <summary>`ok` or `unavailable`.</summary>
    public required string Status { get; init; }

    /// <summary>The environment: `TEST` or `PROD`.</summary>
    public required string Environment { get; init; }

    /// <summary>The version of the program.</summary>
    public required string Version { get; init; }

    /// <summary>
    /// Each check by name: `ok`, `unavailable`, or `warning` for what needs attention but does not keep leads from being stored. The
    /// liveness check runs none.
    /// </summary>
    public required IReadOnlyDictionary<string, string> Checks { get; init; }
}
