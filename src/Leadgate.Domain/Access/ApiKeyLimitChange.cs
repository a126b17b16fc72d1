using System.Globalization;

namespace Leadgate.Domain.Access;

/// <summary>A change of the limits of an API key (promise 10.4).</summary>
/// <param name="Requests">The new limit of requests per minute; null to keep the current one.</param>
/// <param name="Leads">The new limit of leads per minute; null to keep the current one.</param>
internal sealed record ApiKeyLimitChange(PerMinuteLimit? Requests, PerMinuteLimit? Leads)
{
    /// <summary>The form in the audit trail: <c>requests 100 leads default</c>.</summary>
    public override string ToString() => string.Join(' ', new[] { Format("requests", Requests), Format("leads", Leads) }.OfType<string>());

    private static string? Format(string name, PerMinuteLimit? limit) =>
        limit is { PerMinute: var number } ? $"{name} {number?.ToString(CultureInfo.InvariantCulture) ?? "default"}" : null;
}
