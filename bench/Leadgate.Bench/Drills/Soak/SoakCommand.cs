using System.CommandLine;
using Leadgate.Storage;

namespace Leadgate.Bench.Drills.Soak;

/// <summary><c>drill soak</c> and <c>drill backup</c>: a service with a database on a small disk, for each engine.</summary>
internal static class SoakCommand
{
    private const string Both = "both";
    private const string Output = "bench/results/soak.md";

    public static Command CreateSoak()
    {
        var minutes = new Option<int>("--minutes")
        {
            Description = "Duration in minutes.",
            DefaultValueFactory = _ => 30,
            HelpName = "N",
        };
        var database = CreateDatabaseOption(Both);
        var command = new Command(
            "soak",
            "Run a constant load while the service is killed, the disk fills up, and the database fails. Then compare the acknowledged "
                + $"bulks with the database and show the memory usage. Writes {Output}. Requires root to mount small disks."
        )
        {
            minutes,
            database,
        };
        command.SetAction(
            (result, cancellation) =>
                CancelableAsync(
                    async () =>
                    {
                        var length = TimeSpan.FromMinutes(result.GetValue(minutes));

                        // If the run of one engine fails, the other is stopped too.
                        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
                        var results = await Task.WhenAll(
                            Engines(result.GetRequiredValue(database))
                                .Select(engine => Task.Run(() => RunAsync(engine, length, stop), CancellationToken.None))
                        );
                        var page = SoakResult.CreatePage(results, TimeProvider.System.GetUtcNow());
                        await Console.Out.WriteLineAsync("\n" + page);
                        await File.WriteAllTextAsync(Output, page, cancellation);
                        return results.All(one => one.IsSuccess) ? 0 : 1;
                    },
                    cancellation
                )
        );
        return command;
    }

    public static Command CreateBackup()
    {
        var database = CreateDatabaseOption(StoreAddress.Sqlite);
        var command = new Command(
            "backup",
            "Back up a database under load and restore it. Every bulk that was acknowledged before the backup must be in it, complete. "
                + "Requires root to mount a small disk."
        )
        {
            database,
        };
        command.SetAction(
            (result, cancellation) =>
                CancelableAsync(
                    async () =>
                    {
                        var isSuccess = true;
                        foreach (var engine in Engines(result.GetRequiredValue(database)))
                            isSuccess &= await BackupDrill.RunAsync(engine, cancellation);
                        return isSuccess ? 0 : 1;
                    },
                    cancellation
                )
        );
        return command;
    }

    private static async Task<int> CancelableAsync(Func<Task<int>> run, CancellationToken cancellation)
    {
        try
        {
            return await run();
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync("drill: Canceled. Processes, disks, and files were removed.");
            return 1;
        }
    }

    private static async Task<SoakResult> RunAsync(string engine, TimeSpan length, CancellationTokenSource stop)
    {
        try
        {
            return await SoakRun.RunAsync(engine, length, stop.Token);
        }
        catch
        {
            await stop.CancelAsync();
            throw;
        }
    }

    private static IEnumerable<string> Engines(string database) =>
        database == Both ? [StoreAddress.Sqlite, StoreAddress.Postgres] : [database];

    private static Option<string> CreateDatabaseOption(string defaultValue)
    {
        var option = new Option<string>("--database") { Description = "The engine.", DefaultValueFactory = _ => defaultValue };
        option.AcceptOnlyFromAmong(StoreAddress.Sqlite, StoreAddress.Postgres, Both);
        return option;
    }
}
