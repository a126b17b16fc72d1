using System.Globalization;
using System.Text;

namespace Leadgate.Bench.Reporting;

/// <summary>The intake of a run as a bar chart (SVG 1.1): the service and its baselines, with a group for each bulk size.</summary>
internal static class Chart
{
    private const int Width = 960;
    private const int BarHeight = 18;
    private const int GroupGap = 30;
    private const int Left = 190;
    private const int Right = 90;
    private const int Top = 84;
    private static readonly string[] Colors = ["#0b6e4f", "#9aa5b1", "#7b8794", "#616e7c", "#c2a33a"];

    public static string Draw(Findings found)
    {
        var bars = 1 + found.Baselines.Count;
        var groups = found
            .Intake.Select(result => (Title: $"{result.Case.LeadsPerBulk:N0} × {result.Case.Connections}", Bars: Bars(found, result)))
            .ToList();
        var maximum = groups.Max(group => group.Bars.Max(bar => bar.Median.Max));
        var height = Top + (groups.Sum(group => group.Bars.Count) * BarHeight) + (groups.Count * GroupGap) + 20;
        var svg = new StringBuilder();
        svg.AppendLine(
            Invariant($"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {height}\" width=\"{Width}\" height=\"{height}\" ")
                + "font-family=\"sans-serif\" font-size=\"12\" fill=\"#1f2933\">"
        );
        svg.AppendLine(Invariant($"<rect width=\"{Width}\" height=\"{height}\" fill=\"#ffffff\"/>"));
        svg.AppendLine(
            Invariant(
                $"<text x=\"20\" y=\"30\" font-size=\"18\" font-weight=\"bold\">Durable leads per second, {Escape(found.Engine)}</text>"
            )
        );
        svg.AppendLine(
            Invariant(
                $"<text x=\"20\" y=\"50\">Leads per bulk × connections. Medians; the line shows the slowest and the fastest round.</text>"
            )
        );
        svg.AppendLine(
            Invariant($"<text x=\"20\" y=\"67\" fill=\"#616e7c\">{Escape(Machine.Processor)}; {Escape(Machine.Platform)}</text>")
        );
        var y = Top;
        foreach (var (title, group) in groups)
        {
            svg.AppendLine(Invariant($"<text x=\"20\" y=\"{y + 14}\" font-weight=\"bold\">{title}</text>"));
            foreach (var (bar, i) in group.Select((bar, i) => (bar, i)))
            {
                Draw(svg, bar, Colors[bar.Name == "plain service" ? Colors.Length - 1 : Math.Min(i, bars - 1)], y, maximum);
                y += BarHeight;
            }

            y += GroupGap;
        }

        return svg.AppendLine("</svg>").ToString();
    }

    private static List<(string Name, Spread Median)> Bars(Findings found, Intake.IntakeResult result)
    {
        List<(string, Spread)> bars = [("service", Spread.From(result.Rounds, round => round.PerSecond))];
        bars.AddRange(
            found.Baselines.Select((one, i) => (one.Name, Spread.From(result.Rounds, round => round.Repetition.Baselines[i].PerSecond)))
        );
        if (result.Rounds.All(round => round.Plain is not null))
            bars.Add(("plain service", Spread.From(result.Rounds, round => round.Plain!.PerSecond * result.Case.LeadsPerBulk)));
        return bars;
    }

    private static void Draw(StringBuilder svg, (string Name, Spread Figure) bar, string color, int y, double maximum)
    {
        var scale = (Width - Left - Right) / maximum;
        var (length, low, high) = (bar.Figure.Median * scale, Left + (bar.Figure.Min * scale), Left + (bar.Figure.Max * scale));
        var middle = y + ((BarHeight - 4) / 2.0);
        svg.AppendLine(Invariant($"<text x=\"{Left - 8}\" y=\"{y + 12}\" text-anchor=\"end\">{Escape(bar.Name)}</text>"));
        svg.AppendLine(Invariant($"<rect x=\"{Left}\" y=\"{y}\" width=\"{length:0.#}\" height=\"{BarHeight - 4}\" fill=\"{color}\"/>"));
        svg.AppendLine(Invariant($"<line x1=\"{low:0.#}\" x2=\"{high:0.#}\" y1=\"{middle}\" y2=\"{middle}\" stroke=\"#1f2933\"/>"));
        svg.AppendLine(Invariant($"<text x=\"{Math.Max(Left + length, high) + 6:0.#}\" y=\"{y + 12}\">{bar.Figure.Median:N0}</text>"));
    }

    private static string Escape(string text) => System.Security.SecurityElement.Escape(text);

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
