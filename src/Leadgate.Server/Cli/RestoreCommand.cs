using System.CommandLine;
using Leadgate.Domain.Audit;
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
        var withoutChecksum = new Option<bool>("--without-checksum")
        {
            Description = "Restore a backup whose checksum (FILE.sha256) is missing. Nobody can tell then whether it was changed.",
        };
        command.Add(file);
        command.Add(withoutChecksum);
        var settings = command.AddSettings([Setting.Database, Setting.AuditKeyFile, Setting.AuditCheckpointFile]);
        command.SetAction(result =>
            CommandLine.ExecuteAsync(async cancellation =>
            {
                var read = settings(result);
                var (backup, target, isUnchecked) = (
                    result.GetRequiredValue(file).FullName,
                    read.Database,
                    result.GetValue(withoutChecksum)
                );
                var restore = new StoreRestore(backup, target, System.Console.Out.WriteLine, requiresChecksum: !isUnchecked);
                var contents = await restore.RunAsync(cancellation);
                var failure = await CommandAudit.TryRecordAsync(
                    read,
                    AuditEvent.FromCommand(AuditActions.Restore, detail: $"from {backup}{(isUnchecked ? " without checksum" : "")}"),
                    CheckpointReasons.Restore,
                    cancellation
                );
                if (failure is not null)
                    await System.Console.Error.WriteLineAsync($"leadgate: The audit trail does not record this restore: {failure}");
                await System.Console.Out.WriteLineAsync($"Restore complete: {target}: {contents}");
                return 0;
            })
        );
        return command;
    }
}
