using System.CommandLine;
using System.Globalization;
using Leadgate.Domain.Audit;
using Leadgate.Server.Hosting;
using Leadgate.Storage.Backup;

namespace Leadgate.Server.Cli;

/// <summary><c>backup</c>: backs up the database to one file.</summary>
internal static class BackupCommand
{
    public static Command Create()
    {
        var command = new Command(
            "backup",
            "Back up the database to one file while the service runs. The file contains unencrypted personal data; only its owner can "
                + "read it."
        );
        var file = new Argument<FileInfo>("FILE") { Description = "Backup file to create. Existing files are never overwritten." };
        command.Add(file);
        var settings = command.AddSettings([Setting.Database, Setting.AuditKeyFile, Setting.AuditCheckpointFile]);
        command.SetAction(result =>
            CommandLine.ExecuteAsync(async cancellation =>
            {
                var target = result.GetRequiredValue(file);
                var read = settings(result);

                // Before the backup, which so contains the entry, and before anybody can read the file.
                var failure = await CommandAudit.TryRecordAsync(
                    read,
                    AuditEvent.FromCommand(AuditActions.Backup, detail: $"to {target.FullName}"),
                    CheckpointReasons.Backup,
                    cancellation
                );
                var backup = new StoreBackup(read.Database, target.FullName, System.Console.Out.WriteLine);
                var contents = await backup.RunAsync(cancellation);
                if (failure is not null)
                    await System.Console.Error.WriteLineAsync($"leadgate: The audit trail does not record this backup: {failure}");
                target.Refresh();
                await System.Console.Out.WriteLineAsync(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"Backup complete: {target.FullName}, {target.Length / 1e6:N1} MB: {contents}"
                    )
                );
                return 0;
            })
        );
        return command;
    }
}
