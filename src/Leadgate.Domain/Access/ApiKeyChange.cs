using System.Globalization;

namespace Leadgate.Domain.Access;

/// <summary>A change of the limits of an API key (promise 10.4), or of its default preferences (promise 6.5).</summary>
/// <param name="Requests">The new limit of requests per minute; null to keep the current one.</param>
/// <param name="Leads">The new limit of leads per minute; null to keep the current one.</param>
/// <param name="Preferences">The new default preferences; null to keep the current ones.</param>
internal sealed record ApiKeyChange(PerMinuteLimit? Requests, PerMinuteLimit? Leads, KeyPreferences? Preferences = null)
{
    /// <summary>The form in the audit trail: <c>requests 100 leads default prefer handling=strict</c>.</summary>
    public override string ToString() =>
        string.Join(' ', new[] { Format("requests", Requests), Format("leads", Leads), Format(Preferences) }.OfType<string>());

    private static string? Format(string name, PerMinuteLimit? limit) =>
        limit is { PerMinute: var number } ? $"{name} {number?.ToString(CultureInfo.InvariantCulture) ?? "default"}" : null;

    private static string? Format(KeyPreferences? preferences) =>
        preferences is null ? null
        : preferences == KeyPreferences.None ? "prefer nothing"
        : $"prefer {preferences}";
}
