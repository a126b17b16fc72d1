using System.CommandLine;
using Leadgate.Storage;

namespace Leadgate.Bench.Reads;

/// <summary><c>bench reads</c>: what staff search and see, in a large store while leads arrive.</summary>
internal static class ReadsCommand
{
    private const string Results = "bench/results/reads.md";

    public static Command Create()
    {
        var leads = Number("--leads", "Leads in the store.", 1_000_000);
        var seconds = Number("--seconds", "Duration of the reads in seconds.", 60);
        var pace = Number("--pace", "Leads per second that arrive meanwhile.", 10_000);
        var database = new Option<string?>("--database")
        {
            Description =
                "A database on a PostgreSQL server whose user can create databases, to measure that engine too. The bench creates its own "
                + "and drops it.",
            HelpName = "postgres://...",
        };
        var skip = new Option<bool>("--postgres-only") { Description = "Measure PostgreSQL only." };
        var file = new Option<FileInfo?>("--store")
        {
            Description = "An SQLite file to fill once and use again, which is kept. It grows with each run.",
            HelpName = "FILE",
        };
        var start = new Option<FileInfo?>("--start")
        {
            Description =
                "Fill the stores and then wait until this file exists, so that other work can be stopped for the measurement only.",
            HelpName = "FILE",
        };
        var output = new Option<FileInfo?>("--output") { Description = $"Report file. Default: {Results}", HelpName = "FILE" };
        var quick = new Option<bool>("--no-file") { Description = "Write no report file." };
        var command = new Command(
            "reads",
            "Measure pages and searches of the staff console in a large store while leads arrive, and the intake with and without the "
                + "follower that writes the search index. Takes about five minutes for each engine."
        )
        {
            leads,
            seconds,
            pace,
            database,
            skip,
            file,
            start,
            output,
            quick,
        };
        command.SetAction(
            (result, cancellation) =>
                new ReadsRun(
                    new ReadsOptions(
                        result.GetValue(leads),
                        TimeSpan.FromSeconds(result.GetValue(seconds)),
                        result.GetValue(pace),
                        result.GetValue(database) is { } text ? StoreAddress.Parse(text) : null,
                        result.GetValue(skip),
                        result.GetValue(file)?.FullName,
                        BenchOptions.Default.Folder,
                        result.GetValue(start)?.FullName,
                        result.GetValue(quick) ? null : result.GetValue(output)?.FullName ?? Path.GetFullPath(Results)
                    )
                ).RunAsync(cancellation)
        );
        return command;
    }

    private static Option<int> Number(string name, string description, int defaultValue) =>
        new(name)
        {
            Description = $"{description} Default: {defaultValue}",
            DefaultValueFactory = _ => defaultValue,
            HelpName = "N",
        };
}
