using System.CommandLine;
using System.Globalization;
using Leadgate.Domain.Audit;
using Leadgate.Server.Backups;
using Leadgate.Server.Hosting;
using Leadgate.Storage;
using Leadgate.Storage.Backup;

namespace Leadgate.Server.Cli;

/// <summary><c>backup</c>: backs up the database to one file, and verifies backups.</summary>
internal static class BackupCommand
{
    public static Command Create()
    {
        var command = new Command(
            "backup",
            "Back up the database to one file while the service runs. The file contains unencrypted personal data; only its owner can "
                + "read it."
        );
        var file = new Argument<string?>("FILE")
        {
            Description = "Backup file to create. Existing files are never overwritten.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var folder = new Option<string?>("--folder")
        {
            Description = "Folder to create the file in, in place of FILE. Its name is that of the database with the time.",
        };
        var keep = new Option<string?>("--keep")
        {
            Description =
                "With --folder: backups of this database to keep there, such as 14, or latest:2,daily:7,weekly:4,monthly:12. The others "
                + "are deleted when the new one is complete. Without it, none is deleted.",
        };
        var verify = new Option<bool>("--verify")
        {
            Description = "Restore the backup into a temporary database afterwards and compare (backup verify).",
        };
        command.Add(file);
        command.Add(folder);
        command.Add(keep);
        command.Add(verify);
        command.Add(CreateVerify());
        var settings = command.AddSettings([Setting.Database, Setting.AuditKeyFile, Setting.AuditCheckpointFile, Setting.TimeZone]);
        command.SetAction(result =>
            CommandLine.ExecuteAsync(cancellation =>
                RunAsync(
                    settings(result),
                    GetFullPath(result.GetValue(file)),
                    GetFullPath(result.GetValue(folder)),
                    result.GetValue(keep),
                    result.GetValue(verify),
                    cancellation
                )
            )
        );
        return command;
    }

    private static Command CreateVerify()
    {
        var command = new Command(
            "verify",
            "Restore a backup into a temporary database, read it, and delete the database: the checksum, the schema, the audit trail, and "
                + "whether every bulk is complete."
        );
        var file = new Argument<FileInfo>("FILE") { Description = "Backup file to verify." };
        var withoutChecksum = new Option<bool>("--without-checksum") { Description = "Verify a backup whose checksum is missing." };
        var into = new Option<string?>("--into")
        {
            Description =
                "Empty database to restore into, which is not deleted. By default a temporary file, or a temporary database on the server "
                + "of --database.",
        };
        command.Add(file);
        command.Add(withoutChecksum);
        command.Add(into);
        var settings = command.AddSettings([Setting.Database]);
        command.SetAction(result =>
            CommandLine.ExecuteAsync(async cancellation =>
            {
                var (path, target) = (result.GetRequiredValue(file).FullName, result.GetValue(into));
                var found = await BackupVerification.RunAsync(
                    path,
                    settings(result).Database,
                    target is null ? null : StoreAddress.Parse(target),
                    null,
                    requiresChecksum: !result.GetValue(withoutChecksum),
                    cancellation
                );
                await System.Console.Out.WriteLineAsync($"The backup is good: {found}");
                return 0;
            })
        );
        return command;
    }

    private static async Task<int> RunAsync(
        LeadgateSettings settings,
        string? file,
        string? folderPath,
        string? keep,
        bool verifies,
        CancellationToken cancellation
    )
    {
        if ((file is null) == (folderPath is null))
            return await CommandLine.FailAsync("Name the file of the backup, or with --folder the folder to create it in.");
        var retention = keep is null ? null : BackupRetention.Parse(keep);
        if (keep is not null && (retention is null || folderPath is null))
            return await CommandLine.FailAsync($"--keep must be {BackupRetention.Requirement}, and needs --folder.");
        var folder = folderPath is null ? null : new BackupFolder(folderPath, settings.Database);
        var began = TimeProvider.System.GetUtcNow().UtcDateTime;
        var path = folder?.Create(began) ?? file!;

        // Before the backup, which so contains the entry, and before anybody can read the file.
        var failure = await CommandAudit.TryRecordAsync(
            settings,
            AuditEvent.FromCommand(AuditActions.Backup, detail: $"to {path}"),
            CheckpointReasons.Backup,
            cancellation
        );
        var contents = await new StoreBackup(settings.Database, path, System.Console.Out.WriteLine).RunAsync(cancellation);
        if (failure is not null)
            await System.Console.Error.WriteLineAsync($"leadgate: The audit trail does not record this backup: {failure}");
        if (verifies)
        {
            try
            {
                await BackupVerification.RunAsync(path, settings.Database, null, contents, requiresChecksum: true, cancellation);
            }
            catch (Exception) when (!cancellation.IsCancellationRequested)
            {
                // Under its own name it would count as a good one.
                BackupFolder.SetAside(path);
                throw;
            }

            await System.Console.Out.WriteLineAsync("Restored into a temporary database: it holds the same.");
        }

        await TryRecordAsync(settings, began, cancellation);
        var size = new FileInfo(path).Length / 1e6;
        await System.Console.Out.WriteLineAsync(
            string.Create(CultureInfo.InvariantCulture, $"Backup complete: {path}, {size:N1} MB: {contents}")
        );
        if (folder is not null && retention is not null)
        {
            foreach (var deleted in folder.Prune(path, retention, settings.Rules.Zone, TimeProvider.System.GetUtcNow().UtcDateTime))
                await System.Console.Out.WriteLineAsync($"No longer kept, and deleted: {deleted.Path}");
        }

        return 0;
    }

    private static string? GetFullPath(string? path)
    {
        try
        {
            return path is null ? null : Path.GetFullPath(path);
        }
        catch (ArgumentException)
        {
            throw new IOException("The path of the backup is empty or not valid.");
        }
    }

    /// <summary>The age of the last backup is a metric. A backup is good all the same if the store cannot note it.</summary>
    private static async Task TryRecordAsync(LeadgateSettings settings, DateTime began, CancellationToken cancellation)
    {
        try
        {
            await using var store = CommandLine.OpenExistingStore(settings);
            await store.Backups.RecordAsync(began, cancellation);
        }
        catch (Exception e) when (e is StoreSetupException or StoreUnavailableException)
        {
            // A full disk, or a store of another schema.
        }
    }
}
