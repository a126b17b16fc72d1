using System.Globalization;
using System.Text;
using Leadgate.Bench.Checking;
using Leadgate.Bench.Intake;
using Leadgate.Bench.Lists;
using Leadgate.Bench.Targets;

namespace Leadgate.Bench.Reporting;

/// <summary>Says in Markdown what a run found.</summary>
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
        return string.Create(
            CultureInfo.InvariantCulture,
            $"""
            # Speed with {found.Engine}

            Written by `./leadgate bench` on {now:yyyy-MM-dd}. Absolute figures are this machine's; the ratios, to a baseline measured in turn with
            the service in the same run, are what to compare. A figure is the median of {rounds} with the lowest and the highest in brackets; a
            ratio is the median of the rounds' own ratios. Rounds that are not counted warm up for a quarter of a minute.

            - {Machine.Processor}
            - {Machine.Platform}
            - {found.Machine.FileSystem} file system; writing 4 KiB and syncing them takes {found.Machine.SyncMilliseconds:0.000} ms{load}
            - {options.Leads:N0} leads of each size{reads} in a round, {options.Connections} connections in a closed loop, at most {options.Limit.TotalSeconds:0} s each
            - the service, the load generator and all others are processes on this one machine and share its cores

            """
        );
    }

    private static string IntakeText(Findings found) =>
        $"""
            ## Intake

            The service takes bulks over HTTP on loopback, reads and checks every lead, and answers when it is on disk. The baselines store the very
            rows that the service had stored (read back from its database: bulk, lead, vehicle) into the same schema, alone, while the service
            shares the cores with the senders: values ready in memory, no HTTP, no JSON, no checking.
            {found.Explanation}

            {string.Join(Environment.NewLine, found.Baselines.Select(one => $"- **{one.Name}**: {one.Meaning}."))}

            Bulks of one transaction are told by the moment that they were stored, to the millisecond.

            """;

    private static readonly string ReadsText = """
        ## List reads

        Beside a **bare Kestrel** that gives the same status, headers and bytes from memory, with no routing, middleware or logging. Requests per
        second include the load generator, which costs both the same and so pulls the ratio towards 1; the server's own processor time
        for an answer, where less is better, does not.

        """;

    private static readonly string CheckText = """
        ## Reading and checking alone

        One thread reads and checks a body of 1,000 leads (`JsonBulkReader`), without HTTP or disk, beside `JsonDocument.Parse`, which parses the same
        body and looks at nothing in it.

        """;

    private static void WriteTargets(StringBuilder text, IReadOnlyList<Target> targets)
    {
        text.AppendLine("## What is wanted").AppendLine();
        text.Row("what", "wanted", "measured", "met");
        text.AppendLine("|---|---|---|---|");
        foreach (var target in targets)
            text.Row(target.What, target.Wanted, target.Measured, target.IsMet ? "yes" : "**no**");
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
                Number(Spread.Of(rounds, round => round.PerSecond)),
                .. baselines.SelectMany(
                    (_, i) =>
                        new[]
                        {
                            Number(Spread.Of(rounds, round => round.Repetition.Baselines[i].PerSecond)),
                            Ratio(Spread.Of(rounds, round => round.PerSecond / round.Repetition.Baselines[i].PerSecond)),
                        }
                ),
            ]);
        }

        text.AppendLine();
        text.Row(
            "bulk",
            "connections",
            "answer after, median ms",
            "99 of 100 within ms",
            "bulks per transaction",
            "processor µs a lead of the service",
            "body bytes a lead"
        );
        text.Rule(7);
        foreach (var (@case, bytes, rounds, _) in found.Intake)
        {
            text.Row(
                Leads(@case.LeadsPerBulk),
                Number(@case.Connections),
                Milliseconds(Spread.Of(rounds, round => round.Load.Wait(0.5))),
                Milliseconds(Spread.Of(rounds, round => round.Load.Wait(0.99))),
                Spread
                    .Of(rounds, round => (double)round.Load.Answers / round.Repetition.Transactions)
                    .Median.ToString("0.0", CultureInfo.InvariantCulture),
                Number(Spread.Of(rounds, round => round.ServiceProcessorSeconds * 1e6 / round.Leads)),
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
                    Bulks in which {errors.Percent} % of the leads have an error (a missing field, a phone number with a leading zero, a misspelt item, a city of
                    another region), in turn with bulks of valid leads, without the baselines in between:
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
            "with errors, 99 of 100 within ms"
        );
        text.Rule(6);
        text.Row(
            Leads(errors.LeadsPerBulk),
            Number(errors.Connections),
            Number(Spread.Of(errors.Rounds, round => round.WithErrors.PerSecond * errors.LeadsPerBulk)),
            Number(Spread.Of(errors.Rounds, round => round.Valid.PerSecond * errors.LeadsPerBulk)),
            Ratio(Spread.Of(errors.Rounds, round => round.Ratio)),
            Milliseconds(Spread.Of(errors.Rounds, round => round.WithErrors.Wait(0.99)))
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
            "processor µs an answer: service",
            "bare",
            "processor, service : bare"
        );
        text.Rule(8);
        foreach (var (read, bytes, rounds) in results)
        {
            text.Row(
                $"`{read.Path}{read.Query}`{(read.IsKnown ? ", 304" : "")}",
                Number(bytes),
                Number(Spread.Of(rounds, round => round.Service.Load.PerSecond)),
                Number(Spread.Of(rounds, round => round.Bare.Load.PerSecond)),
                Ratio(Spread.Of(rounds, round => round.Service.Load.PerSecond / round.Bare.Load.PerSecond)),
                Number(Spread.Of(rounds, round => round.Service.MicrosecondsEach)),
                Number(Spread.Of(rounds, round => round.Bare.MicrosecondsEach)),
                Ratio(Spread.Of(rounds, round => round.Service.MicrosecondsEach / round.Bare.MicrosecondsEach))
            );
        }
    }

    private static void WriteCheck(StringBuilder text, CheckResult result)
    {
        text.Row("", "leads/s", "MB/s", "bytes allocated a lead", "speed : parsing");
        text.Rule(5);
        Write("read and check", round => round.Checked);
        Write("`JsonDocument.Parse`", round => round.Parsed);

        void Write(string name, Func<CheckRound, ReadingSpeed> way) =>
            text.Row(
                name,
                Number(Spread.Of(result.Rounds, round => way(round).BodiesPerSecond * result.Leads)),
                Number(Spread.Of(result.Rounds, round => way(round).BodiesPerSecond * result.Bytes / 1e6)),
                Number(Spread.Of(result.Rounds, round => way(round).AllocatedPerBody / result.Leads).Median),
                Ratio(Spread.Of(result.Rounds, round => way(round).BodiesPerSecond / round.Parsed.BodiesPerSecond))
            );
    }

    private static string Durability(Findings found) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"""
            ## Nothing lost

            The service acknowledged {found.Acknowledged:N0} leads, was then killed without warning, and its database held {found.Stored:N0} leads.

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
