using System.Globalization;
using System.Text;
using Leadgate.Bench.Reporting;

namespace Leadgate.Bench.Overload;

/// <summary>The report of <see cref="OverloadRun"/> in Markdown.</summary>
internal static class OverloadReport
{
    /// <summary>One load, as progress output.</summary>
    public static string Line(OverloadRound round) =>
        Invariant($"{round.Share:0.0} times{(round.HasSlowClients ? " with slow clients" : "")}: {Accepted(round)}; {Rejected(round)}; ")
        + Invariant($"failed {round.Result.Failed}; sent late {Ms(round.Result.Late, 0.99):0.0}; peak {Mebibytes(round.PeakMemory):0} MiB");

    /// <summary>One load beside a neighbor, as progress output.</summary>
    public static string Line(NeighbourRound round) =>
        Invariant($"beside {round.Name}: median {Ms(round.Neighbour.Accepted, 0.5):0.0} ms, ")
        + Invariant($"99 of 100 within {Ms(round.Neighbour.Accepted, 0.99):0.0}, slowest {Ms(round.Neighbour.Accepted, 1):0}, ")
        + Invariant(
            $"rejected {round.Neighbour.Rejected.Length}, failed {round.Neighbour.Failed}; peak {Mebibytes(round.PeakMemory):0} MiB"
        )
        + (round.Load is { } load ? $"; {Line(load)}" : "");

    private static string Line(ClosedLoopResult load) =>
        Invariant($"the load: accepted {load.Accepted.Length / load.Seconds:0.0}/s, median {Ms(load.Accepted, 0.5):0} ms, ")
        + Invariant($"99 of 100 within {Ms(load.Accepted, 0.99):0}, rejected {load.Rejected} ({RejectedPercent(load):0.0} %), ")
        + Invariant($"limited {load.Limited}, failed {load.Failed}");

    private static double RejectedPercent(ClosedLoopResult load) =>
        100.0 * load.Rejected / Math.Max(1, load.Accepted.Length + load.Rejected + load.Limited + load.Failed);

    public static string Write(OverloadOptions options, Machine machine, OverloadFindings found, DateTimeOffset now)
    {
        var text = new StringBuilder(Head(options, machine, now)).AppendLine();
        if (found.Rounds.Count > 0)
            WriteRounds(text, options, found);
        WriteNeighbours(text, options, found);
        if (found.Slow.Count > 0)
            WriteSlowClients(text, options, found);
        return text.AppendLine().Append(Durability(found)).ToString();
    }

    private static void WriteRounds(StringBuilder text, OverloadOptions options, OverloadFindings found)
    {
        text.AppendLine(Capacity(options, found));
        text.AppendLine(
            "| load | accepted/s | median ms | 99 of 100 ms | slowest ms | rejected/s | rejected, 99 of 100 ms | other responses "
                + "| sent late, 99 of 100 ms | peak memory MiB |"
        );
        text.AppendLine("|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|");
        foreach (var load in found.Rounds.GroupBy(round => (round.Share, round.HasSlowClients)))
            text.AppendLine(Row(load.Key, [.. load]));
        text.AppendLine().Append(Ratios(found));
    }

    private static void WriteNeighbours(StringBuilder text, OverloadOptions options, OverloadFindings found)
    {
        text.AppendLine().AppendLine("## One API key beside another").AppendLine();
        text.AppendLine(
                Invariant(
                    $"""
                    One API key sends single leads, {NeighbourRun.PerSecond} a second on a fixed schedule, while another sends
                    as much as it can in a closed loop, for {options.Span.TotalSeconds:0} s each. "Times idle" compares 99 of 100
                    with the first row of the same round.
                    """
                )
            )
            .AppendLine();
        text.AppendLine(
            "| beside | median ms | 99 of 100 ms | times idle | slowest ms | rejected | load: accepted/s | load: 99 of 100 ms "
                + "| load: rejected % | peak memory MiB |"
        );
        text.AppendLine("|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|");
        var attacks = found.Neighbours.GroupBy(round => round.Name).Select(rounds => rounds.ToList()).ToList();
        var idle = attacks[0].ConvertAll(round => Ms(round.Neighbour.Accepted, 0.99));
        foreach (var rounds in attacks)
        {
            var loads = rounds.ConvertAll(round => round.Load).OfType<ClosedLoopResult>().ToList();
            string[] cells =
            [
                rounds[0].Name,
                Format(rounds, round => Ms(round.Neighbour.Accepted, 0.5), "0.0"),
                Format(rounds, round => Ms(round.Neighbour.Accepted, 0.99), "0.0"),
                Format([.. rounds.Zip(idle)], round => Ms(round.First.Neighbour.Accepted, 0.99) / round.Second, "0.0"),
                Format(rounds, round => Ms(round.Neighbour.Accepted, 1), "0"),
                Invariant($"{rounds.Sum(round => round.Neighbour.Rejected.Length + round.Neighbour.Failed)}"),
                Format(loads, load => load.Accepted.Length / load.Seconds, "0.0"),
                Format(loads, load => Ms(load.Accepted, 0.99), "0"),
                Format(loads, RejectedPercent, "0.0"),
                Invariant($"{Mebibytes(rounds.Max(round => round.PeakMemory)):0}"),
            ];
            text.Append("| ").AppendJoin(" | ", cells).AppendLine(" |");
        }
    }

    private static string Head(OverloadOptions options, Machine machine, DateTimeOffset now) =>
        Invariant(
            $"""
            # Overload

            Written by `./leadgate bench overload` on {now:yyyy-MM-dd}. A figure is the median of {options.Rounds} rounds, with the minimum
            and the maximum in parentheses.

            - {Machine.Processor}
            - {Machine.Platform}
            - {machine.FileSystem} file system; writing and syncing 4 KiB takes {machine.SyncMilliseconds:0.000} ms
            - load average before the run: {machine.LoadBefore ?? "unknown"}
            - {(options.Database is null ? "SQLite" : "PostgreSQL")}, {options.LeadsPerBulk} leads per bulk, default settings, warmed up
              for {options.WarmUp.TotalSeconds:0} s
            """
        );

    private static string Capacity(OverloadOptions options, OverloadFindings found)
    {
        var capacity = Spread.From(found.Capacities, one => one);
        return Invariant(
            $"""
            The capacity is measured in a closed loop of {options.ClosedConnections} connections: {capacity.Median:N0} bulks per second
            ({capacity.Min:N0} to {capacity.Max:N0}), with at most {Mebibytes(found.CapacityMemory):0} MiB of memory. Then half and twice
            the capacity are sent in turn, for {options.Span.TotalSeconds:0} s each, over {options.Connections} connections on a fixed
            schedule. A response time is measured from the time when the request was due, so it includes the wait for a free connection.
            The service and the load generator share the cores: twice the load also takes twice the processor time of the load generator,
            which the service then lacks, and the delay of the load generator itself is part of every figure ("sent late").

            """
        );
    }

    private static string Row((double Share, bool HasSlowClients) load, List<OverloadRound> rounds)
    {
        string[] cells =
        [
            Invariant($"{load.Share:0.#} times{(load.HasSlowClients ? ", with slow clients" : "")}"),
            Format(rounds, round => PerSecond(round, round.Result.Accepted), "N0"),
            Format(rounds, round => Ms(round.Result.Accepted, 0.5), "0.0"),
            Format(rounds, round => Ms(round.Result.Accepted, 0.99), "0.0"),
            Format(rounds, round => Ms(round.Result.Accepted, 1), "0"),
            Format(rounds, round => PerSecond(round, round.Result.Rejected), "N0"),
            Format(rounds, round => Ms(round.Result.Rejected, 0.99), "0.0"),
            Invariant($"{rounds.Sum(round => round.Result.Failed)}"),
            Format(rounds, round => Ms(round.Result.Late, 0.99), "0.0"),
            Invariant($"{Mebibytes(rounds.Max(round => round.PeakMemory)):0}"),
        ];
        return $"| {string.Join(" | ", cells)} |";
    }

    private static string Accepted(OverloadRound round)
    {
        var waits = round.Result.Accepted;
        return Invariant($"accepted {PerSecond(round, waits):N0}/s, median {Ms(waits, 0.5):0.0} ms, ")
            + Invariant($"99 of 100 within {Ms(waits, 0.99):0.0}, slowest {Ms(waits, 1):0}");
    }

    private static string Rejected(OverloadRound round)
    {
        var waits = round.Result.Rejected;
        return Invariant($"rejected {PerSecond(round, waits):N0}/s, 99 of 100 within {Ms(waits, 0.99):0.0}");
    }

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
            var (tail, median) = (Spread.From(ratios, ratio => ratio.Tail).Median, Spread.From(ratios, ratio => ratio.Median).Median);
            text.AppendLine(
                Invariant(
                    $"""
                    Accepted bulks{(
                        load.Key ? " with slow clients" : ""
                    )} took **{tail:0.0}** times as long at twice the capacity as at half of it
                    (99 of 100, median of the rounds); the median response time was {median:0.0} times as long.
                    """
                )
            );
        }

        return text.ToString();
    }

    private static void WriteSlowClients(StringBuilder text, OverloadOptions options, OverloadFindings found)
    {
        text.AppendLine().AppendLine("## Slow clients").AppendLine();
        text.AppendLine(
                Invariant(
                    $"{options.SlowClients} at a time, in equal parts, reconnecting when they are closed. The last round of each load:"
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
            ## Durability

            The service acknowledged {found.Acknowledged:N0} leads. It was then killed without warning, and its database contained
            {found.Stored:N0} leads.

            """
        );

    private static string Format<T>(List<T> rounds, Func<T, double> figure, string format)
    {
        if (rounds.Count == 0)
            return "–";
        var spread = Spread.From(rounds, figure);
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
