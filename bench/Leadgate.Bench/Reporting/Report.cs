using System.Globalization;
using System.Text;
using Leadgate.Bench.Checking;
using Leadgate.Bench.Intake;
using Leadgate.Bench.Lists;
using Leadgate.Bench.Targets;

namespace Leadgate.Bench.Reporting;

/// <summary>The report of a run in Markdown.</summary>
internal static class Report
{
    public static string Write(BenchOptions options, Findings found, DateTimeOffset now)
    {
        var text = new StringBuilder();
        text.Append(Head(options, found, now)).AppendLine();
        WriteTargets(text, found.Targets);
        text.AppendLine().Append(IntakeText(found)).AppendLine();
        WriteIntake(text, found);
        WriteErrors(text, found.Errors);
        if (found.Reads.Count > 0)
        {
            text.AppendLine().Append(ReadsText).AppendLine();
            WriteReads(text, found.Reads);
        }

        if (found.Check is not null)
        {
            text.AppendLine().Append(CheckText).AppendLine();
            WriteCheck(text, found.Check);
        }

        text.AppendLine().Append(Durability(found));
        return text.ToString();
    }

    private static string Head(BenchOptions options, Findings found, DateTimeOffset now)
    {
        var rounds = options.Rounds == 1 ? "1 round" : string.Create(CultureInfo.InvariantCulture, $"{options.Rounds} rounds");
        var load = found.Machine.LoadBefore is { } before ? $"; load average before the run {before}" : "";
        var reads =
            found.Reads.Count == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" and {options.Reads:N0} reads of each list");
        var size = string.Create(CultureInfo.InvariantCulture, $"{options.Leads:N0} leads of each bulk size{reads} per round");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"""
            # Performance with {found.Engine}

            Written by `./leadgate bench` on {now:yyyy-MM-dd}. Absolute figures depend on the machine. Compare the ratios: each is relative
            to a baseline that was measured in turn with the service in the same run. A figure is the median of {rounds}, with the minimum
            and the maximum in parentheses; a ratio is the median of the ratios of the rounds. Warm-up rounds come before the counted
            rounds.

            - {Machine.Processor}
            - {Machine.Platform}
            - {found.Machine.FileSystem} file system; writing and syncing 4 KiB takes {found.Machine.SyncMilliseconds:0.000} ms{load}
            - {size}, {options.Connections} connections in a closed loop, at most {options.Limit.TotalSeconds:0} s each
            - the service, the load generator, and all baselines are processes on this machine and share its cores

            """
        );
    }

    private static string IntakeText(Findings found) =>
        $"""
            ## Intake

            The service receives bulks over HTTP on loopback, reads and validates every lead, and responds once the bulk is on disk. The
            baselines store the same rows that the service has stored (read from its database: bulk, lead, vehicle) in the same schema.
            They run alone, while the service shares the cores with the load generator, and take their values from memory: no HTTP, no
            JSON, no validation. {found.Explanation}

            {string.Join(Environment.NewLine, found.Baselines.Select(one => $"- **{one.Name}**: {one.Description}."))}

            The bulks of a transaction are identified by the time when they were stored, in milliseconds.

            """;

    private static readonly string ReadsText = """
        ## List reads

        The baseline is a **bare Kestrel** that sends the same status, headers, and body from memory, without routing, middleware, or
        logging. Requests per second include the load generator, which costs both the same and so moves the ratio towards 1. The processor
        time of the server for a response (less is better) doesn't include it.

        """;

    private static readonly string CheckText = """
        ## Reading and validating alone

        One thread reads and validates a body of 1,000 leads (`JsonBulkReader`) without HTTP or disk. The baseline is `JsonDocument.Parse`,
        which parses the same body and does nothing else.

        """;

    private static void WriteTargets(StringBuilder text, IReadOnlyList<Target> targets)
    {
        text.AppendLine("## Targets").AppendLine();
        text.Row("target", "goal", "measured", "met");
        text.AppendLine("|---|---|---|---|");
        foreach (var target in targets)
            text.Row(target.Name, target.Goal, target.Measured, target.IsMet ? "yes" : "**no**");
    }

    private static void WriteIntake(StringBuilder text, Findings found)
    {
        var baselines = found.Baselines;
        text.Row([
            "bulk",
            "connections",
            "service, leads/s",
            .. baselines.SelectMany(one => new[] { $"{one.Name}, leads/s", $"service : {one.Name}" }),
        ]);
        text.Rule(3 + (2 * baselines.Count));
        foreach (var (@case, _, rounds, _) in found.Intake)
        {
            text.Row([
                Leads(@case.LeadsPerBulk),
                Number(@case.Connections),
                Number(Spread.From(rounds, round => round.PerSecond)),
                .. baselines.SelectMany(
                    (_, i) =>
                        new[]
                        {
                            Number(Spread.From(rounds, round => round.Repetition.Baselines[i].PerSecond)),
                            Ratio(Spread.From(rounds, round => round.PerSecond / round.Repetition.Baselines[i].PerSecond)),
                        }
                ),
            ]);
        }

        text.AppendLine();
        text.Row(
            "bulk",
            "connections",
            "median response, ms",
            "99 of 100 within, ms",
            "bulks per transaction",
            "service processor time per lead, µs",
            "body bytes per lead"
        );
        text.Rule(7);
        foreach (var (@case, bytes, rounds, _) in found.Intake)
        {
            text.Row(
                Leads(@case.LeadsPerBulk),
                Number(@case.Connections),
                Milliseconds(Spread.From(rounds, round => round.Load.Wait(0.5))),
                Milliseconds(Spread.From(rounds, round => round.Load.Wait(0.99))),
                Spread
                    .From(rounds, round => (double)round.Load.Responses / round.Repetition.Transactions)
                    .Median.ToString("0.0", CultureInfo.InvariantCulture),
                Number(Spread.From(rounds, round => round.ServiceProcessorSeconds * 1e6 / round.Leads)),
                Number(bytes)
            );
        }
    }

    private static void WriteErrors(StringBuilder text, ErrorShareResult errors)
    {
        text.AppendLine()
            .AppendLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"""
                    Bulks in which {errors.Percent} % of the leads have an error (a missing field, a phone number with a leading zero, a
                    misspelled item, a city in another region), in turn with valid bulks and without baselines in between:
                    """
                )
            )
            .AppendLine();
        text.Row(
            "bulk",
            "connections",
            "with errors, leads/s",
            "valid, leads/s",
            "with errors : valid",
            "with errors, 99 of 100 within, ms"
        );
        text.Rule(6);
        text.Row(
            Leads(errors.LeadsPerBulk),
            Number(errors.Connections),
            Number(Spread.From(errors.Rounds, round => round.WithErrors.PerSecond * errors.LeadsPerBulk)),
            Number(Spread.From(errors.Rounds, round => round.Valid.PerSecond * errors.LeadsPerBulk)),
            Ratio(Spread.From(errors.Rounds, round => round.Ratio)),
            Milliseconds(Spread.From(errors.Rounds, round => round.WithErrors.Wait(0.99)))
        );
    }

    private static void WriteReads(StringBuilder text, IReadOnlyList<ReadResult> results)
    {
        text.Row(
            "GET",
            "body bytes",
            "service, requests/s",
            "bare Kestrel",
            "service : bare",
            "processor time per response, µs: service",
            "bare",
            "processor time, service : bare"
        );
        text.Rule(8);
        foreach (var (read, bytes, rounds) in results)
        {
            text.Row(
                $"`{read.Path}{read.Query}`{(read.IsKnown ? ", 304" : "")}",
                Number(bytes),
                Number(Spread.From(rounds, round => round.Service.Load.PerSecond)),
                Number(Spread.From(rounds, round => round.Bare.Load.PerSecond)),
                Ratio(Spread.From(rounds, round => round.Service.Load.PerSecond / round.Bare.Load.PerSecond)),
                Number(Spread.From(rounds, round => round.Service.MicrosecondsEach)),
                Number(Spread.From(rounds, round => round.Bare.MicrosecondsEach)),
                Ratio(Spread.From(rounds, round => round.Service.MicrosecondsEach / round.Bare.MicrosecondsEach))
            );
        }
    }

    private static void WriteCheck(StringBuilder text, CheckResult result)
    {
        text.Row("", "leads/s", "MB/s", "allocated bytes per lead", "speed : parsing");
        text.Rule(5);
        Write("read and validate", round => round.Checked);
        Write("`JsonDocument.Parse`", round => round.Parsed);

        void Write(string name, Func<CheckRound, ReadingSpeed> speed) =>
            text.Row(
                name,
                Number(Spread.From(result.Rounds, round => speed(round).BodiesPerSecond * result.Leads)),
                Number(Spread.From(result.Rounds, round => speed(round).BodiesPerSecond * result.Bytes / 1e6)),
                Number(Spread.From(result.Rounds, round => speed(round).AllocatedPerBody / result.Leads).Median),
                Ratio(Spread.From(result.Rounds, round => speed(round).BodiesPerSecond / round.Parsed.BodiesPerSecond))
            );
    }

    private static string Durability(Findings found) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"""
            ## Durability

            The service acknowledged {found.Acknowledged:N0} leads. It was then killed without warning, and its database contained
            {found.Stored:N0} leads.

            """
        );

    private static string Leads(int count) => count == 1 ? "1 lead" : Number(count) + " leads";

    private static string Number(double number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Number(Spread spread) => $"{Number(spread.Median)} ({Number(spread.Min)}–{Number(spread.Max)})";

    private static string Ratio(Spread ratio) =>
        string.Create(CultureInfo.InvariantCulture, $"**{ratio.Median:0.00}** ({ratio.Min:0.00}–{ratio.Max:0.00})");

    private static string Milliseconds(Spread seconds) =>
        string.Create(CultureInfo.InvariantCulture, $"{seconds.Median * 1e3:0.00} ({seconds.Min * 1e3:0.00}–{seconds.Max * 1e3:0.00})");

    private static void Row(this StringBuilder text, params ReadOnlySpan<string> cells) =>
        text.Append("| ").AppendJoin(" | ", cells!).AppendLine(" |");

    private static void Rule(this StringBuilder text, int columns) =>
        text.Append("|---|").Insert(text.Length, "---:|", columns - 1).AppendLine();
}
