using System.CommandLine;
using System.Globalization;
using Leadgate.Server.Hosting;
using Leadgate.Storage.Backup;

namespace Leadgate.Server.Cli;

/// <summary><c>backup</c>: copies the whole store into one file.</summary>
internal static class BackupCommand
{
    public static Command Create()
    {
        var command = new Command(
            "backup",
            "Copy the whole store into one file, while the service runs. It holds personal data in the clear, and only its owner may read it."
        );
        var file = new Argument<FileInfo>("FILE") { Description = "The file to make. One that is there is not overwritten." };
        command.Add(file);
        var settings = command.AddSettings([Setting.Database]);
        command.SetAction(result =>
            CommandLine.GuardAsync(async cancellation =>
            {
                var to = result.GetRequiredValue(file);
                var contents = await new StoreBackup(settings(result).Database, to.FullName, Console.Out.WriteLine).RunAsync(cancellation);
                to.Refresh();
                await Console.Out.WriteLineAsync(
                    string.Create(CultureInfo.InvariantCulture, $"{to.FullName} is on disk, {to.Length / 1e6:N1} MB: {contents}")
                );
                return 0;
            })
        );
        return command;
    }
}
