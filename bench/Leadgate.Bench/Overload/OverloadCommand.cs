using System.CommandLine;
using Leadgate.Storage;

namespace Leadgate.Bench.Overload;

/// <summary><c>bench overload</c>: the service at twice its capacity, and with slow clients.</summary>
internal static class OverloadCommand
{
    private const string Results = "bench/results/overload.md";
    private const string PostgresResults = "bench/results/overload-postgres.md";

    public static Command Create()
    {
        var rounds = Number("--rounds", "Rounds of each load.", 3);
        var seconds = Number("--seconds", "Duration of each load in seconds.", 10);
        var warmUp = Number("--warm-up", "Duration of the warm-up in seconds.", 15);
        var leads = Number("--leads", "Leads in a bulk.", 20);
        var closed = Number("--closed-connections", "Connections of the closed loop that measures the capacity.", 32);
        var connections = Number("--connections", "Connections of the scheduled load.", 1000);
        var slow = Number("--slow-clients", "Slow clients during the second half of the loads.", 500);
        var database = new Option<string?>("--database")
        {
            Description =
                "A database on a PostgreSQL server whose user can create databases. The bench creates its own and drops them. "
                + "Default: SQLite",
            HelpName = "postgres://...",
        };
        var neighbours = new Option<bool>("--neighbours-only")
        {
            Description = "Measure only two API keys side by side. No file is written then.",
        };
        var service = new Option<string[]>("--service")
        {
            Description =
                "An option of the service, such as --service=--intake-places --service=32; repeat it for several. No file is written then.",
            HelpName = "OPTION",
        };
        var command = new Command(
            "overload",
            "Measure response times and rejections at half and twice the capacity of the service, without and with slow clients, and of "
                + "one API key beside the load of another. Takes about seven minutes."
        )
        {
            rounds,
            seconds,
            warmUp,
            leads,
            closed,
            connections,
            slow,
            database,
            neighbours,
            service,
        };
        command.SetAction(
            (result, cancellation) =>
            {
                var further = result.GetValue(service) ?? [];
                var address = result.GetValue(database) is { } text ? StoreAddress.Parse(text) : null;
                var writes = further.Length == 0 && !result.GetValue(neighbours);
                return new OverloadRun(
                    new OverloadOptions(
                        result.GetValue(rounds),
                        TimeSpan.FromSeconds(result.GetValue(seconds)),
                        TimeSpan.FromSeconds(result.GetValue(warmUp)),
                        result.GetValue(leads),
                        result.GetValue(closed),
                        result.GetValue(connections),
                        result.GetValue(slow),
                        address,
                        result.GetValue(neighbours),
                        further,
                        BenchOptions.Default.Folder,
                        writes ? Path.GetFullPath(address is null ? Results : PostgresResults) : null
                    )
                ).RunAsync(cancellation);
            }
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
