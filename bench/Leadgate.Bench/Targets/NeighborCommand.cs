using System.CommandLine;
using Leadgate.Bench.Intake;
using Leadgate.Bench.Intake.Postgres;
using Leadgate.Bench.Intake.Sqlite;
using Leadgate.Storage;

namespace Leadgate.Bench.Targets;

/// <summary>The command <c>./leadgate bench neighbor</c>: one row of the report alone, on either engine.</summary>
internal static class NeighborCommand
{
    public static Command Create()
    {
        var database = new Option<string?>("--database")
        {
            Description = "A database on a PostgreSQL server whose user can create databases. Default: SQLite",
            HelpName = "postgres://...",
        };
        var command = new Command("neighbor", "Measure how long a sender waits while others send bulks of wrong values.") { database };
        command.SetAction((parsed, cancellation) => RunAsync(parsed.GetValue(database), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(string? address, CancellationToken cancellation)
    {
        var folder = Directory.CreateDirectory(Path.Combine(BenchOptions.Default.Folder, $"bench-{Guid.NewGuid():N}"));
        try
        {
            await using var engine = address is null
                ? (IntakeEngine)await SqliteEngine.CreateAsync(folder.FullName)
                : await PostgresEngine.CreateAsync(StoreAddress.Parse(address), cancellation);
            await using var service = await ChildProcess.StartAsync(
                BenchRun.ServiceAssembly,
                folder.FullName,
                ["serve", "--urls", "http://127.0.0.1:0", "--database", engine.Address],
                cancellation
            );
            var target = await NeighborTarget.MeasureAsync(service, cancellation);
            await Console.Out.WriteLineAsync($"{target.Name} | {target.Goal} | {target.Measured}");
            return target.IsMet ? 0 : 1;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
