using System.CommandLine;
using System.Globalization;
using Leadgate.Domain.Audit;
using Leadgate.Server.Hosting;
using Leadgate.Storage.Engines.Postgres;

namespace Leadgate.Server.Cli;

/// <summary><c>store</c>: maintains the database.</summary>
internal static class StoreCommand
{
    public static Command Create()
    {
        var command = new Command("store", "Maintain the database.");
        command.Add(CreateDistribute());
        command.Add(CreateVacuum());
        return command;
    }

    private static Command CreateVacuum()
    {
        var command = new Command(
            "vacuum",
            "Rewrite the database so that erased data is gone from free pages. Takes about as long as copying the database; bulks wait or "
                + "get 503 meanwhile."
        );
        var settings = command.AddSettings([Setting.Database]);
        command.SetAction(
            (result, cancellation) =>
                CommandLine.ExecuteAsync(async () =>
                {
                    await using var store = CommandLine.OpenExistingStore(settings(result));
                    await store.Audit.AppendAsync(AuditEvent.FromCommand(AuditActions.StoreVacuum), cancellation);
                    await store.Privacy.VacuumAsync(cancellation);
                    await System.Console.Out.WriteLineAsync("Vacuum complete.");
                    return 0;
                })
        );
        return command;
    }

    private static Command CreateDistribute()
    {
        var command = new Command(
            "distribute",
            "Distribute the tables of a PostgreSQL database over the nodes of a Citus cluster. Stop the service first. If it is "
                + "interrupted, run it again."
        );
        var settings = command.AddSettings([Setting.Database]);
        command.SetAction(
            (result, cancellation) =>
                CommandLine.ExecuteAsync(async () =>
                {
                    var read = settings(result);
                    var count = await StoreDistribution.RunAsync(read.Database, System.Console.Out.WriteLine, cancellation);
                    if (count > 0)
                    {
                        await using var store = CommandLine.OpenStore(read);
                        await store.Audit.AppendAsync(AuditEvent.FromCommand(AuditActions.StoreDistribute), cancellation);
                    }

                    await System.Console.Out.WriteLineAsync(
                        count == 0
                            ? "All tables were already distributed."
                            : string.Create(CultureInfo.InvariantCulture, $"Tables distributed: {count}.")
                    );
                    return 0;
                })
        );
        return command;
    }
}
