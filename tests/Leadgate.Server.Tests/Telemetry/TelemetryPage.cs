using Leadgate.Tests;

namespace Leadgate.Server.Tests.Telemetry;

/// <summary>A row of the table of metrics in docs/telemetry.md.</summary>
/// <param name="Name">The instrument.</param>
/// <param name="InPrometheus">What Prometheus calls it.</param>
/// <param name="Kind">counter, histogram or gauge.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Labels">Its labels.</param>
/// <param name="Meaning">What it counts.</param>
internal sealed record MetricRow(string Name, string InPrometheus, string Kind, string Unit, IReadOnlyList<string> Labels, string Meaning)
{
    /// <summary>The table.</summary>
    public static IReadOnlyList<MetricRow> All { get; } =
    [
        .. Repository
            .Read("docs", "telemetry.md")
            .Split('\n')
            .Where(line => line.StartsWith("| `leadgate.", StringComparison.Ordinal))
            .Select(line =>
            {
                var cells = line.Trim('|', ' ').Split('|').Select(cell => cell.Trim()).ToList();
                return new MetricRow(
                    cells[0].Trim('`'),
                    cells[1].Trim('`'),
                    cells[2],
                    cells[3].Trim('`'),
                    [.. cells[4].Split(", ", StringSplitOptions.RemoveEmptyEntries).Select(label => label.Trim('`'))],
                    cells[5]
                );
            }),
    ];
}
