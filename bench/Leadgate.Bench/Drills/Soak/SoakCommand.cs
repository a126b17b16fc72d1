using System.CommandLine;
using Leadgate.Storage;

namespace Leadgate.Bench.Drills.Soak;

/// <summary><c>drill soak</c> and <c>drill backup</c>: one service and one store on a small disk, for each engine.</summary>
internal static class SoakCommand
{
    private const string Both = "both";
    private const string Output = "bench/results/soak.md";

    public static Command CreateSoak()
    {
        var minutes = new Option<int>("--minutes")
        {
            Description = "How long.",
            DefaultValueFactory = _ => 30,
            HelpName = "N",
        };
        var database = Database(Both);
        var command = new Command(
            "soak",
            $"Steady load for many minutes while services are killed, disks fill up and databases go away; then the account, and what memory did. Writes {Output}. Needs root, for the small disks."
        )
        {
            minutes,
            database,
        };
        command.SetAction(
            (result, cancellation) =>
                StoppableAsync(
                    async () =>
                    {
                        var length = TimeSpan.FromMinutes(result.GetValue(minutes));

                        // When one engine's run fails, the other's is put away too.
                        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
                        var results = await Task.WhenAll(
                            Engines(result.GetRequiredValue(database))
                                .Select(engine => Task.Run(() => RunAsync(engine, length, stop), CancellationToken.None))
                        );
                        var page = SoakResult.Page(results, TimeProvider.System.GetUtcNow());
                        await Console.Out.WriteLineAsync("\n" + page);
                        await File.WriteAllTextAsync(Output, page, cancellation);
                        return results.All(one => one.IsRight) ? 0 : 1;
                    },
                    cancellation
                )
        );
        return command;
    }

    public static Command CreateBackup()
    {
        var database = Database(StoreAddress.Sqlite);
        var command = new Command(
            "backup",
            "A backup is made under load and restored; what was acknowledged before it began must be there, whole. Needs root, for the small disk."
        )
        {
            database,
        };
        command.SetAction(
            (result, cancellation) =>
                StoppableAsync(
                    async () =>
                    {
                        var isRight = true;
                        foreach (var engine in Engines(result.GetRequiredValue(database)))
                            isRight &= await BackupDrill.RunAsync(engine, cancellation);
                        return isRight ? 0 : 1;
                    },
                    cancellation
                )
        );
        return command;
    }

    private static async Task<int> StoppableAsync(Func<Task<int>> run, CancellationToken cancellation)
    {
        try
        {
            return await run();
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync("drill: stopped; its processes, disks and files are gone.");
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

    private static Option<string> Database(string usual)
    {
        var option = new Option<string>("--database") { Description = "Which store.", DefaultValueFactory = _ => usual };
        option.AcceptOnlyFromAmong(StoreAddress.Sqlite, StoreAddress.Postgres, Both);
        return option;
    }
}
