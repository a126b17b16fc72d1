using System.Globalization;
using System.Text;
using Leadgate.Bench.Reporting;

namespace Leadgate.Bench.Overload;

/// <summary>Says in Markdown what <see cref="OverloadRun"/> found.</summary>
internal static class OverloadReport
{
    /// <summary>One load, for whoever watches the run.</summary>
    public static string Line(OverloadRound round) =>
        Invariant(
            $"{round.Share:0.0} times{(round.HasSlowClients ? ", slow clients beside it" : "")}: accepted {PerSecond(round, round.Result.Accepted):N0}/s, median {Ms(round.Result.Accepted, 0.5):0.0} ms, 99 of 100 within {Ms(round.Result.Accepted, 0.99):0.0}, slowest {Ms(round.Result.Accepted, 1):0}; refused {PerSecond(round, round.Result.Refused):N0}/s, 99 of 100 within {Ms(round.Result.Refused, 0.99):0.0}; failed {round.Result.Failed}; sent late {Ms(round.Result.Late, 0.99):0.0}; peak {Mebibytes(round.PeakMemory):0} MiB"
        );

    public static string Write(OverloadOptions options, Machine machine, OverloadFindings found, DateTimeOffset now)
    {
        var text = new StringBuilder(Head(options, machine, found, now)).AppendLine();
        text.AppendLine(
            "| load | accepted/s | median ms | 99 of 100 ms | slowest ms | refused/s | refusal, 99 of 100 ms | other answers | sent late, 99 of 100 ms | peak memory MiB |"
        );
        text.AppendLine("|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|");
        foreach (var load in found.Rounds.GroupBy(round => (round.Share, round.HasSlowClients)))
            text.AppendLine(Row(load.Key, [.. load]));
        text.AppendLine().Append(Ratios(found));
        if (found.Slow.Count > 0)
            WriteSlow(text, options, found);
        return text.AppendLine().Append(Durability(found)).ToString();
    }

    private static string Head(OverloadOptions options, Machine machine, OverloadFindings found, DateTimeOffset now) =>
        Invariant(
            $"""
            # Under overload

            Written by `./leadgate bench overload` on {now:yyyy-MM-dd}. A figure is the median of {options.Rounds} rounds with the lowest and the highest in brackets.

            - {Machine.Processor}
            - {Machine.Platform}
            - {machine.FileSystem} file system; writing 4 KiB and syncing them takes {machine.SyncMilliseconds:0.000} ms; load average before the run {machine.LoadBefore
                ?? "unknown"}
            - SQLite, {options.LeadsOfBulk} leads a bulk, the settings' defaults; warmed up for {options.WarmUp.TotalSeconds:0} s

            What the service can take is measured in a closed loop of {options.ClosedConnections} connections: {Spread.Of(
                found.Capacities,
                one => one
            ).Median:N0} bulks a second ({Spread.Of(found.Capacities, one => one).Min:N0} to {Spread.Of(
                found.Capacities,
                one => one
            ).Max:N0}), at
            most {Mebibytes(
                found.CapacityMemory
            ):0} MiB of memory. Then half and twice of it is sent in turn, for {options.Span.TotalSeconds:0} s each, over {options.Connections} connections by a fixed schedule: a request's time counts from the
            moment when it was due, so one that found no free connection shows what it waited. Service and senders share the cores: twice the load
            also costs the senders twice as much, which the service then has less, and their own delay is in every figure ("sent late" is what they
            were late before anything was sent).

            """
        );

    private static string Row((double Share, bool HasSlowClients) load, List<OverloadRound> rounds) =>
        Invariant(
            $"| {load.Share:0.#} times{(load.HasSlowClients ? ", with slow clients" : "")} | {Of(rounds, round => PerSecond(round, round.Result.Accepted), "N0")} | {Of(rounds, round => Ms(round.Result.Accepted, 0.5), "0.0")} | {Of(rounds, round => Ms(round.Result.Accepted, 0.99), "0.0")} | {Of(rounds, round => Ms(round.Result.Accepted, 1), "0")} | {Of(rounds, round => PerSecond(round, round.Result.Refused), "N0")} | {Of(rounds, round => Ms(round.Result.Refused, 0.99), "0.0")} | {rounds.Sum(round => round.Result.Failed)} | {Of(rounds, round => Ms(round.Result.Late, 0.99), "0.0")} | {Mebibytes(rounds.Max(round => round.PeakMemory)):0} |"
        );

    private static string Ratios(OverloadFindings found)
    {
        var text = new StringBuilder();
        foreach (var load in found.Rounds.GroupBy(round => round.HasSlowClients))
        {
            var (half, twice) = (load.Where(round => round.Share < 1), load.Where(round => round.Share > 1));
            var ratios = half.Zip(
                    twice,
                    (one, two) =>
                        (
                            Median: Ms(two.Result.Accepted, 0.5) / Ms(one.Result.Accepted, 0.5),
                            Tail: Ms(two.Result.Accepted, 0.99) / Ms(one.Result.Accepted, 0.99)
                        )
                )
                .ToList();
            text.AppendLine(
                Invariant(
                    $"What was accepted{(load.Key ? " with slow clients" : "")} took at twice the load **{Spread.Of(ratios, ratio => ratio.Tail).Median:0.0}** times as long as at half of it (99 of 100; median of rounds), the median {Spread.Of(ratios, ratio => ratio.Median).Median:0.0} times."
                )
            );
        }

        return text.ToString();
    }

    private static void WriteSlow(StringBuilder text, OverloadOptions options, OverloadFindings found)
    {
        text.AppendLine().AppendLine("## Slow clients").AppendLine();
        text.AppendLine(
                Invariant(
                    $"{options.SlowClients} at once, in equal parts, each connecting anew when it is closed. In the last round of each load:"
                )
            )
            .AppendLine();
        text.AppendLine("| load | client | connected at the end | ended by |").AppendLine("|---|---|---:|---|");
        foreach (var (share, slow) in found.Slow.OrderBy(slow => slow.Key))
        {
            foreach (var kind in slow.Open.Keys.Concat(slow.Ended.Keys.Select(end => end.Kind)).Distinct().Order(StringComparer.Ordinal))
            {
                var ends = slow
                    .Ended.Where(end => end.Key.Kind == kind)
                    .OrderBy(end => end.Key.End, StringComparer.Ordinal)
                    .Select(end => Invariant($"{end.Key.End} {end.Value}"));
                text.AppendLine(
                    Invariant($"| {share:0.#} times | {kind} | {slow.Open.GetValueOrDefault(kind)} | {string.Join(", ", ends)} |")
                );
            }
        }
    }

    private static string Durability(OverloadFindings found) =>
        Invariant(
            $"""
            ## Nothing lost

            The service acknowledged {found.Acknowledged:N0} leads, was then killed without warning, and its database held {found.Stored:N0} leads.

            """
        );

    private static string Of(List<OverloadRound> rounds, Func<OverloadRound, double> figure, string format)
    {
        var spread = Spread.Of(rounds, figure);
        return double.IsNaN(spread.Median)
            ? "–"
            : string.Create(CultureInfo.InvariantCulture, $"{Text(spread.Median)} ({Text(spread.Min)}–{Text(spread.Max)})");

        string Text(double number) => double.IsNaN(number) ? "–" : number.ToString(format, CultureInfo.InvariantCulture);
    }

    private static double PerSecond(OverloadRound round, double[] waits) => waits.Length / round.Result.Seconds;

    private static double Ms(double[] waits, double share) =>
        waits.Length == 0 ? double.NaN : waits[(int)Math.Min(waits.Length - 1, share * waits.Length)] * 1000;

    private static double Mebibytes(long bytes) => bytes / 1024.0 / 1024.0;

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
