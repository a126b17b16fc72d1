using System.CommandLine;
using Leadgate.Storage;
using Leadgate.Storage.Migrating;

namespace Leadgate.Server.Cli;

/// <summary><c>migrate</c>: copies a whole store from SQLite to PostgreSQL.</summary>
internal static class MigrateCommand
{
    public static Command Create()
    {
        var command = new Command(
            "migrate",
            "Copy a whole store from SQLite to PostgreSQL, ids and all. Stop the service first; run it again if it was interrupted."
        );
        var from = new Option<string>("--from") { Description = "The store to copy: sqlite:PATH.", Required = true };
        var to = new Option<string>("--to")
        {
            Description = "An empty database: postgres://USER:PASSWORD@HOST:PORT/DATABASE.",
            Required = true,
        };
        command.Add(from);
        command.Add(to);
        command.SetAction(
            (result, cancellation) =>
                CommandLine.GuardAsync(async () =>
                {
                    var migration = new StoreCopy(
                        StoreAddress.Parse(result.GetRequiredValue(from)),
                        StoreAddress.Parse(result.GetRequiredValue(to)),
                        Console.Out.WriteLine
                    );
                    if (await migration.RunAsync(cancellation))
                        return 0;
                    await Console.Error.WriteLineAsync(
                        "leadgate: the two sides do not agree. Empty the target and migrate again, with no service running."
                    );
                    return 1;
                })
        );
        return command;
    }
}
