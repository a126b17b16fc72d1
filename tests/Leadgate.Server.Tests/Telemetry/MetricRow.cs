using Leadgate.Tests;

namespace Leadgate.Server.Tests.Telemetry;

/// <summary>A row of the table of metrics in docs/telemetry.md.</summary>
/// <param name="Kind"><c>counter</c>, <c>histogram</c> or <c>gauge</c>.</param>
internal sealed record MetricRow(string Name, string InPrometheus, string Kind, string Unit, IReadOnlyList<string> Labels, string Meaning)
{
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
