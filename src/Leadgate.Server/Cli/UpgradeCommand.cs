using System.CommandLine;
using System.Globalization;
using Leadgate.Domain.Audit;
using Leadgate.Domain.Wire;
using Leadgate.Server.Hosting;
using Leadgate.Storage;
using Leadgate.Storage.Backup;
using Leadgate.Storage.Upgrades;

namespace Leadgate.Server.Cli;

/// <summary><c>upgrade</c>: says what bringing a database to this program's schema does, and does it.</summary>
internal static class UpgradeCommand
{
    public static Command Create()
    {
        var command = new Command(
            "upgrade",
            "Bring the database to the schema of this program, as serve does at its start. Shows first what that does, how long it takes, "
                + "and whether the service must be stopped. With --check, exits with 0 if nothing is due, "
                + $"{ExitCodes.UpgradeDue} if the nodes of the version before can go on meanwhile, "
                + $"{ExitCodes.UpgradeDueWithStop} if they must be stopped first, and 1 for an error."
        );
        var check = new Option<bool>("--check") { Description = "Only show it; nothing is changed." };
        var yes = new Option<bool>("--yes") { Description = "Upgrade without asking, as scripts do." };
        command.Add(check);
        command.Add(yes);
        var settings = command.AddSettings([Setting.Database, Setting.BackupFolder, Setting.BackupAt, Setting.BackupEveryMinutes]);
        command.SetAction(result =>
            CommandLine.ExecuteAsync(cancellation => RunAsync(settings(result), result.GetValue(check), result.GetValue(yes), cancellation))
        );
        return command;
    }

    private static async Task<int> RunAsync(LeadgateSettings settings, bool onlyChecks, bool isConfirmed, CancellationToken cancellation)
    {
        var output = System.Console.Out;
        var plan = await UpgradePlan.ReadAsync(settings.Database, cancellation);
        await output.WriteLineAsync(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{settings.Database.Describe()}: schema {plan.From}; Leadgate {LeadgateApp.Version} has schema {plan.To}. {plan.Contents}"
            )
        );
        if (plan.Steps.Count == 0)
        {
            await output.WriteLineAsync("No upgrade is due.");
            return 0;
        }

        foreach (var line in Describe(plan, settings))
            await output.WriteLineAsync(line);
        if (onlyChecks)
            return plan.AllowsRunningNodes ? ExitCodes.UpgradeDue : ExitCodes.UpgradeDueWithStop;
        if (!isConfirmed && !(Confirmation.IsPossible && Confirmation.Ask("Upgrade now? It can be undone only by restoring a backup.")))
        {
            await CommandLine.FailAsync("Nothing was changed. To upgrade without being asked, pass --yes.");
            return ExitCodes.NotConfirmed;
        }

        await ApplyAsync(settings, plan, output, cancellation);
        return 0;
    }

    private static async Task ApplyAsync(LeadgateSettings settings, UpgradePlan plan, TextWriter output, CancellationToken cancellation)
    {
        var began = TimeProvider.System.GetTimestamp();
        await using var store = settings.Database.Open(
            TimeProvider.System,
            new StoreOptions
            {
                ReportStep = progress =>
                    output.WriteLine(
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"[{progress.Position}/{progress.Count}] schema {progress.Step.Number}: {progress.Step.Summary}"
                        )
                    ),
                ReportMigrationWait = output.WriteLine,
            }
        );
        await store.Audit.AppendAsync(
            AuditEvent.FromCommand(
                AuditActions.Upgrade,
                detail: string.Create(CultureInfo.InvariantCulture, $"from schema {plan.From} to {plan.To}")
            ),
            cancellation
        );
        await output.WriteLineAsync(
            string.Create(
                CultureInfo.InvariantCulture,
                $"Upgrade complete: schema {plan.To}, in {TimeProvider.System.GetElapsedTime(began).TotalSeconds:0.0} s."
            )
        );
    }

    private static IEnumerable<string> Describe(UpgradePlan plan, LeadgateSettings settings)
    {
        yield return "";
        yield return "Due:";
        foreach (var step in plan.Steps)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"  {step.Number, 2}  {step.Summary}");
            if (plan.FindConflict(step) is { } conflict && !plan.IsSqlite)
                yield return $"      Stop nodes of the version before first: {conflict}";
        }

        yield return "";
        yield return $"Meanwhile:  {DescribeOthers(plan)}";
        yield return string.Create(
            CultureInfo.InvariantCulture,
            $"Time:       about {FormatDuration(plan.Duration)} for these leads, as measured on two cores with an SSD."
        );
        yield return $"Disk:       about {AtomicFile.FormatSize(plan.Bytes)}{DescribeFree(settings.Database)}.";
        yield return $"Backup:     {DescribeBackup(plan, settings)}";
        yield return "Undo:       restore a backup from before into a new database, and start the version before on that.";
        yield return "";
    }

    private static string DescribeOthers(UpgradePlan plan) =>
        plan.IsSqlite ? "stop the service first: one program alone upgrades an SQLite database."
        : plan.AllowsRunningNodes
            ? "nodes of the version before can go on, and be replaced one after the other. They cannot be started again."
        : "stop every node of the version before, for the reasons above.";

    private static string FormatDuration(TimeSpan duration) =>
        duration < TimeSpan.FromSeconds(1) ? "a second"
        : duration < TimeSpan.FromMinutes(2)
            ? string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(duration.TotalSeconds):0} seconds")
        : string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(duration.TotalMinutes):0} minutes");

    private static string DescribeFree(StoreAddress database) =>
        database.Scheme == StoreAddress.Sqlite && ServiceFile.Find(database.Rest) is { Free: { } free }
            ? $"; {AtomicFile.FormatSize(free)} are free"
            : "";

    private static string DescribeBackup(UpgradePlan plan, LeadgateSettings settings)
    {
        DateTime?[] known =
        [
            plan.LastBackup,
            .. settings.Backups is { } rules
                ? new BackupFolder(rules.Folder, settings.Database).Find().Select(file => (DateTime?)file.BeganAt)
                : [],
        ];
        return known.Max() is { } began
            ? $"the last one known began at {WireTime.Format(began)}. If leads have arrived since, make another one: ./leadgate backup FILE"
            : "none is known. Make one first: ./leadgate backup FILE";
    }
}
