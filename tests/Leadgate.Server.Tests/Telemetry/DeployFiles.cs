using System.Text.Json;
using System.Text.RegularExpressions;
using Leadgate.Tests;

namespace Leadgate.Server.Tests.Telemetry;

/// <summary>The dashboard and the alert rules for operators, in <c>deploy/</c>.</summary>
internal static partial class DeployFiles
{
    public static string Alerts { get; } = Repository.Read("deploy", "prometheus", "alerts.yaml");

    public static JsonElement Dashboard { get; } = JsonDocument.Parse(Repository.Read("deploy", "grafana", "leadgate.json")).RootElement;

    public static IReadOnlyList<string> AlertNames { get; } = [.. AlertName().Matches(Alerts).Select(alert => alert.Groups["name"].Value)];

    /// <summary>The expressions of both.</summary>
    public static IReadOnlyList<string> Expressions { get; } =
    [
        .. Expression().Matches(Alerts).Select(found => found.Groups["text"].Value),
        .. Dashboard
            .GetProperty("panels")
            .EnumerateArray()
            .Where(panel => panel.TryGetProperty("targets", out _))
            .SelectMany(panel => panel.GetProperty("targets").EnumerateArray())
            .Select(target => target.GetProperty("expr").GetString()!),
    ];

    /// <summary>The metrics that they use, but for Prometheus' own.</summary>
    public static IReadOnlyList<string> Metrics { get; } =
    [.. Expressions.SelectMany(text => Metric().Matches(text)).Select(found => found.Value).Distinct().Order(StringComparer.Ordinal)];

    [GeneratedRegex("- alert: (?<name>[A-Za-z]+)")]
    private static partial Regex AlertName();

    [GeneratedRegex("expr: '(?<text>.*)'")]
    private static partial Regex Expression();

    [GeneratedRegex(@"(?<![A-Za-z_""])(leadgate|http_server|kestrel|dotnet)_[a-z_]+(?![a-z_]*\s*(=|!))")]
    private static partial Regex Metric();
}
