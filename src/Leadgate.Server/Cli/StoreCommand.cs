using System.CommandLine;
using Leadgate.Server.Hosting;
using Leadgate.Storage.Postgres;

namespace Leadgate.Server.Cli;

/// <summary><c>store</c>: what is done to a store as a whole.</summary>
internal static class StoreCommand
{
    public static Command Create()
    {
        var command = new Command("store", "What is done to the store as a whole.");
        command.Add(CreateDistribute());
        command.Add(CreateVacuum());
        return command;
    }

    private static Command CreateVacuum()
    {
        var command = new Command(
            "vacuum",
            "Write the store anew, so that no free page holds what was erased. Bulks wait or get 503 meanwhile; it takes about as long as copying the store."
        );
        var settings = command.AddSettings([Setting.Database]);
        command.SetAction(
            (result, cancellation) =>
                CommandLine.GuardAsync(async () =>
                {
                    await using var store = CommandLine.OpenExistingStore(settings(result));
                    await store.Privacy.VacuumAsync(cancellation);
                    await Console.Out.WriteLineAsync("The store is written anew.");
                    return 0;
                })
        );
        return command;
    }

    private static Command CreateDistribute()
    {
        var command = new Command(
            "distribute",
            "Spread a store on PostgreSQL over the machines of Citus. Stop the service first; it may be run again."
        );
        var settings = command.AddSettings([Setting.Database]);
        command.SetAction(
            (result, cancellation) =>
                CommandLine.GuardAsync(async () =>
                {
                    var count = await StoreDistribution.RunAsync(settings(result).Database, Console.Out.WriteLine, cancellation);
                    await Console.Out.WriteLineAsync(
                        count == 0 ? "Every table is distributed already." : $"{count} tables are distributed."
                    );
                    return 0;
                })
        );
        return command;
    }
}
