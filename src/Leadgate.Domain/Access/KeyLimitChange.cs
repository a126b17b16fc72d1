using System.Globalization;

namespace Leadgate.Domain.Access;

/// <summary>What is to change of a key's limits (promise 10.4).</summary>
/// <param name="Requests">The requests of a minute, or null to leave them.</param>
/// <param name="Leads">The leads of a minute, or null to leave them.</param>
public sealed record KeyLimitChange(MinuteLimit? Requests, MinuteLimit? Leads)
{
    /// <summary>The change as the trail says it: <c>requests 100 leads default</c>.</summary>
    public override string ToString() => string.Join(' ', new[] { Tell("requests", Requests), Tell("leads", Leads) }.OfType<string>());

    private static string? Tell(string what, MinuteLimit? limit) =>
        limit is { PerMinute: var number } ? $"{what} {number?.ToString(CultureInfo.InvariantCulture) ?? "default"}" : null;
}

/// <summary>A limit of a key.</summary>
/// <param name="PerMinute">How many in a minute; null for as many as the settings say.</param>
public readonly record struct MinuteLimit(int? PerMinute);
