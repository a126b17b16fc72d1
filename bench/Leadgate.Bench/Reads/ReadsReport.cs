using System.Globalization;
using System.Text;
using Leadgate.Bench.Reporting;

namespace Leadgate.Bench.Reads;

/// <summary>The report of <see cref="ReadsRun"/> in Markdown.</summary>
internal static class ReadsReport
{
    private const double Goal = 150;
    private const double GoalBehind = 1;
    private const double GoalLoss = 0.1;

    public static string Write(ReadsOptions options, Machine machine, IReadOnlyList<ReadsFindings> found, DateTimeOffset now)
    {
        var text = new StringBuilder();
        text.AppendLine("# Reads of the staff console")
            .AppendLine()
            .AppendLine(
                Invariant(
                    $"Written by `./leadgate bench reads` on {now:yyyy-MM-dd}. A store with {options.Leads:N0} leads, 12 % of them with"
                )
            )
            .AppendLine(
                Invariant($"errors, is read for {options.Span.TotalSeconds:0} s while {options.PerSecond:N0} leads arrive in a second. The")
            )
            .AppendLine(
                "times are those of the store: the queries, and reading and comparing what was found. The service, the senders, and the"
            )
            .AppendLine("reader share the cores.")
            .AppendLine()
            .AppendLine(Invariant($"- {Machine.Processor}; load average before the run {machine.LoadBefore ?? "unknown"}"))
            .AppendLine("- " + Machine.Platform)
            .AppendLine();
        foreach (var one in found)
            Write(text, one);
        return text.ToString();
    }

    private static void Write(StringBuilder text, ReadsFindings found)
    {
        var slowest = found.Reads.MaxBy(read => read.Quantile(0.95))!;
        var ratio = Ratio(found);
        text.AppendLine("## " + found.Engine)
            .AppendLine()
            .AppendLine("| goal | measured | met |")
            .AppendLine("|---|---|---|")
            .AppendLine(
                Invariant($"| 95 of 100 of each read within {Goal} ms | {slowest.Quantile(0.95):0.0} ms ({slowest.Name}) | ")
                    + Met(slowest.Quantile(0.95) <= Goal)
            )
            .AppendLine(
                Invariant($"| the follower at most {GoalBehind} s behind, 95 of 100 times | {Quantile(found.Behind, 0.95):0.00} s ")
                    + Invariant($"({found.Behind[^1]:0.00} s at most) with {found.Arriving:N0} leads/s arriving | ")
                    + Met(Quantile(found.Behind, 0.95) <= GoalBehind)
            )
            .AppendLine(
                Invariant($"| intake with the follower ÷ without, at full load | {ratio:0.00}: {found.With.Average():N0} and ")
                    + Invariant($"{found.Without.Average():N0} leads/s | ")
                    + Met(ratio >= 1 - GoalLoss)
            )
            .AppendLine()
            .AppendLine(
                Invariant($"{found.Leads:N0} leads when the reads began. Filling and following took place at {found.CaughtUp:N0} leads/s.")
            )
            .AppendLine(
                Invariant($"While it was read, the service used {found.ServiceProcessors:0.00} processors, and the senders and the reader ")
                    + Invariant($"{found.BenchProcessors:0.00}.")
            );
        if (found.Settings is { } settings)
            text.AppendLine("Settings of the server: " + settings + ".");
        text.AppendLine()
            .AppendLine("| read | times | median, ms | 95 of 100 within, ms | slowest, ms |")
            .AppendLine("|---|---:|---:|---:|---:|");
        foreach (var read in found.Reads)
        {
            text.AppendLine(
                Invariant($"| {read.Name} | {read.Milliseconds.Length} | {read.Quantile(0.5):0.0} | {read.Quantile(0.95):0.0} | ")
                    + Invariant($"{read.Milliseconds[^1]:0.0} |")
            );
        }

        text.AppendLine();
    }

    private static double Ratio(ReadsFindings found) => found.With.Average() / found.Without.Average();

    private static double Quantile(double[] sorted, double share) => sorted[Math.Min(sorted.Length - 1, (int)(sorted.Length * share))];

    private static string Met(bool isMet) => isMet ? "yes |" : "**no** |";

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
