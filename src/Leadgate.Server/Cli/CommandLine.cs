using System.CommandLine;
using System.Runtime.InteropServices;
using Leadgate.Server.Hosting;
using Leadgate.Storage;

namespace Leadgate.Server.Cli;

/// <summary>The commands of the program.</summary>
internal static class CommandLine
{
    /// <summary>Runs a command.</summary>
    /// <param name="args">What was written after the program's name.</param>
    /// <returns>0 when it went well; 1 when not, with one line that says why.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        var root = new RootCommand("Leadgate: takes leads in bulks, checks them, and keeps every one of them.");
        root.Add(ServeCommand.Create());
        root.Add(ListsCommand.Create());
        root.Add(KeysCommand.Create());
        root.Add(StaffCommand.Create());
        root.Add(AuditCommand.Create());
        root.Add(PersonCommand.Create());
        root.Add(BackupCommand.Create());
        root.Add(RestoreCommand.Create());
        root.Add(MigrateCommand.Create());
        root.Add(StoreCommand.Create());
        root.Add(DocsCommand.Create());

        // The web host listens to signals itself, and gives requests the time to end.
        return await root.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null });
    }

    /// <summary>Adds an option for each of the settings and gives back how to read them all.</summary>
    /// <param name="command">The command.</param>
    /// <param name="settings">The settings that it takes.</param>
    internal static Func<ParseResult, LeadgateSettings> AddSettings(this Command command, IEnumerable<Setting> settings)
    {
        var options = settings.ToDictionary(
            setting => setting.Option,
            setting => new Option<string>(setting.Option)
            {
                Description =
                    $"{setting.Meaning} Also {setting.Variable}. Default: {(setting.Default.Length > 0 ? setting.Default : "none")}",
                HelpName = setting.Name,
            }
        );
        foreach (var option in options.Values)
            command.Add(option);
        return result =>
            LeadgateSettings.Read(
                name => options.TryGetValue(name, out var option) ? result.GetValue(option) : null,
                Environment.GetEnvironmentVariable
            );
    }

    /// <summary>Opens a store that is there: what only works on what it holds must not make an empty one and call that success.</summary>
    /// <param name="settings">The settings.</param>
    /// <exception cref="StoreSetupException">There is none, or it cannot be opened.</exception>
    internal static ILeadStore OpenExistingStore(LeadgateSettings settings)
    {
        var database = settings.Database;
        return database.Scheme != StoreAddress.Sqlite || File.Exists(database.Rest)
            ? LeadgateApp.OpenStore(settings, TimeProvider.System)
            : throw new StoreSetupException($"There is no database file {database.Rest}.");
    }

    /// <summary>Runs what may fail for reasons that an operator can mend: then there is one line and no stack.</summary>
    /// <param name="run">What to run.</param>
    internal static async Task<int> GuardAsync(Func<Task<int>> run)
    {
        try
        {
            return await run();
        }
        catch (Exception e) when (e is StoreSetupException or StoreUnavailableException or IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"leadgate: {e.Message}");
            return 1;
        }
    }

    /// <summary>Runs what has something to put away when it is stopped by SIGINT (Ctrl+C) or SIGTERM.</summary>
    /// <param name="run">What to run.</param>
    internal static Task<int> GuardAsync(Func<CancellationToken, Task<int>> run) =>
        GuardAsync(async () =>
        {
            using var stop = new CancellationTokenSource();
            using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
            using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
            try
            {
                return await run(stop.Token);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                await Console.Error.WriteLineAsync("leadgate: stopped; nothing is left behind.");
                return 1;
            }

            void Stop(PosixSignalContext signal)
            {
                signal.Cancel = true;
                stop.Cancel();
            }
        });
}
