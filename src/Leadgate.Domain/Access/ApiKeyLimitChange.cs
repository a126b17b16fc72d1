using System.Globalization;

namespace Leadgate.Domain.Access;

/// <summary>What is to change of a key's limits (promise 10.4).</summary>
/// <param name="Requests">The requests of a minute, or null to leave them.</param>
/// <param name="Leads">The leads of a minute, or null to leave them.</param>
internal sealed record ApiKeyLimitChange(PerMinuteLimit? Requests, PerMinuteLimit? Leads)
{
    /// <summary>The change as the trail says it: <c>requests 100 leads default</c>.</summary>
    public override string ToString() => string.Join(' ', new[] { Format("requests", Requests), Format("leads", Leads) }.OfType<string>());

    private static string? Format(string what, PerMinuteLimit? limit) =>
        limit is { PerMinute: var number } ? $"{what} {number?.ToString(CultureInfo.InvariantCulture) ?? "default"}" : null;
}
