using System.CommandLine;
using Leadgate.Server.Hosting;
using Leadgate.Storage.Backup;

namespace Leadgate.Server.Cli;

/// <summary><c>restore</c>: restores a backup into a new database.</summary>
internal static class RestoreCommand
{
    public static Command Create()
    {
        var command = new Command(
            "restore",
            "Restore a backup into a new file or an empty PostgreSQL database. Existing data is never overwritten."
        );
        var file = new Argument<FileInfo>("FILE") { Description = "Backup file to restore." };
        command.Add(file);
        var settings = command.AddSettings([Setting.Database]);
        command.SetAction(result =>
            CommandLine.ExecuteAsync(async cancellation =>
            {
                var target = settings(result).Database;
                var restore = new StoreRestore(result.GetRequiredValue(file).FullName, target, Console.Out.WriteLine);
                var contents = await restore.RunAsync(cancellation);
                await Console.Out.WriteLineAsync($"Restore complete: {target}: {contents}");
                return 0;
            })
        );
        return command;
    }
}
