using System.CommandLine;
using Leadgate.Storage;
using Leadgate.Storage.Migration;

namespace Leadgate.Server.Cli;

/// <summary><c>migrate</c>: copies a database from SQLite to PostgreSQL.</summary>
internal static class MigrateCommand
{
    public static Command Create()
    {
        var command = new Command(
            "migrate",
            "Copy all data from SQLite to PostgreSQL, including ids. Stop the service first. If it is interrupted, run it again."
        );
        var from = new Option<string>("--from") { Description = "Source: sqlite:PATH.", Required = true };
        var to = new Option<string>("--to")
        {
            Description = "Target, an empty database: postgres://USER@HOST:PORT/DATABASE.",
            Required = true,
        };
        command.Add(from);
        command.Add(to);
        command.SetAction(
            (result, cancellation) =>
                CommandLine.ExecuteAsync(async () =>
                {
                    var migration = new StoreCopy(
                        StoreAddress.Parse(result.GetRequiredValue(from)),
                        StoreAddress.Parse(result.GetRequiredValue(to)),
                        System.Console.Out.WriteLine
                    );
                    return await migration.RunAsync(cancellation)
                        ? 0
                        : await CommandLine.FailAsync(
                            "Source and target differ. Empty the target, make sure that no service is running, and migrate again."
                        );
                })
        );
        return command;
    }
}
