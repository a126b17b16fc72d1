using System.CommandLine;
using Leadgate.Server.Hosting;
using Leadgate.Storage.Backup;

namespace Leadgate.Server.Cli;

/// <summary><c>restore</c>: makes a store of a backup.</summary>
internal static class RestoreCommand
{
    public static Command Create()
    {
        var command = new Command(
            "restore",
            "Make a store of a backup, where there is none: a file that does not exist, or an empty PostgreSQL database."
        );
        var file = new Argument<FileInfo>("FILE") { Description = "The file that backup made." };
        command.Add(file);
        var settings = command.AddSettings([Setting.Database]);
        command.SetAction(result =>
            CommandLine.GuardAsync(async cancellation =>
            {
                var to = settings(result).Database;
                var contents = await new StoreRestore(result.GetRequiredValue(file).FullName, to, Console.Out.WriteLine).RunAsync(
                    cancellation
                );
                await Console.Out.WriteLineAsync($"{to} is restored: {contents}");
                return 0;
            })
        );
        return command;
    }
}
