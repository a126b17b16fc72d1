using System.CommandLine;
using System.Runtime.InteropServices;
using Leadgate.Server.Hosting;
using Leadgate.Storage;

namespace Leadgate.Server.Cli;

/// <summary>The commands of the program, and what they have in common.</summary>
internal static class CommandLine
{
    /// <returns>The exit code: 0, or 1 after an error was reported on standard error.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        ProcessCulture.UseInvariant();

        // The web host handles signals itself and lets running requests finish.
        return await CreateRoot().Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null });
    }

    /// <summary>The tree of all commands.</summary>
    internal static RootCommand CreateRoot()
    {
        var root = new RootCommand("Leadgate: a gateway that receives, validates, and stores sales leads.");
        root.Add(ServeCommand.Create());
        root.Add(CheckConfigCommand.Create());
        root.Add(ListsCommand.Create());
        root.Add(KeysCommand.Create());
        root.Add(StaffCommand.Create());
        root.Add(AuditCommand.Create());
        root.Add(PersonCommand.Create());
        root.Add(BackupCommand.Create());
        root.Add(RestoreCommand.Create());
        root.Add(UpgradeCommand.Create());
        root.Add(MigrateCommand.Create());
        root.Add(StoreCommand.Create());
        root.Add(DemoCommand.Create());
        root.Add(ImportCommand.Create());
        root.Add(ExportCommand.Create());
        root.Add(HealthcheckCommand.Create());
        return root;
    }

    /// <summary>Adds options for settings and for the file, and returns a function that reads all settings of a command line.</summary>
    internal static Func<ParseResult, LeadgateSettings> AddSettings(this Command command, IEnumerable<Setting> settings)
    {
        var options = command.AddOptions(settings);
        return result => LeadgateSettings.Read(options(result), Environment.GetEnvironmentVariable);
    }

    /// <summary>Adds options for settings and for the file, and returns a function that finds the value of an option or null.</summary>
    internal static Func<ParseResult, Func<string, string?>> AddOptions(this Command command, IEnumerable<Setting> settings)
    {
        var options = settings.Append(Setting.Config).Distinct().SelectMany(CreateOptions).ToDictionary(option => option.Name);
        foreach (var option in options.Values)
            command.Add(option);
        return result => name => options.TryGetValue(name, out var option) ? result.GetValue(option) : null;
    }

    /// <summary>Opens a store for a command that needs data: a mistyped path must not create an empty database.</summary>
    /// <exception cref="StoreSetupException">The store doesn't exist or cannot be opened.</exception>
    internal static ILeadStore OpenExistingStore(LeadgateSettings settings)
    {
        var database = settings.Database;
        return database.Scheme != StoreAddress.Sqlite || File.Exists(database.Rest)
            ? OpenStore(settings)
            : throw new StoreSetupException($"The database file {database.Rest} does not exist.");
    }

    /// <summary>
    /// Opens or creates a store. One of an earlier schema is refused: a service of the earlier version may be using it, and would fail.
    /// </summary>
    /// <exception cref="StoreSetupException">The store cannot be opened.</exception>
    internal static ILeadStore OpenStore(LeadgateSettings settings) =>
        settings.Database.Open(TimeProvider.System, new StoreOptions { Migrates = false });

    /// <summary>Reads a file whose path is an argument.</summary>
    /// <exception cref="IOException">The file cannot be read, or the path is not one.</exception>
    internal static async Task<byte[]> ReadFileAsync(string path, CancellationToken cancellation)
    {
        try
        {
            return await File.ReadAllBytesAsync(path, cancellation);
        }
        catch (ArgumentException)
        {
            throw new IOException("The path of the file is empty or not valid.");
        }
    }

    /// <summary>Executes a command and reports errors that an operator can correct in one line, without a stack trace.</summary>
    internal static async Task<int> ExecuteAsync(Func<Task<int>> action)
    {
        try
        {
            return await action();
        }
        catch (Exception e) when (e is StoreSetupException or StoreUnavailableException or IOException or UnauthorizedAccessException)
        {
            return await FailAsync(e.Message);
        }
    }

    /// <summary>The same for a command that cleans up when SIGINT (Ctrl+C) or SIGTERM stops it.</summary>
    internal static Task<int> ExecuteAsync(Func<CancellationToken, Task<int>> action) =>
        ExecuteAsync(async () =>
        {
            using var stop = new CancellationTokenSource();
            using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
            using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
            try
            {
                return await action(stop.Token);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return await FailAsync("Cancelled. Incomplete files were deleted.");
            }

            void Stop(PosixSignalContext signal)
            {
                signal.Cancel = true;
                stop.Cancel();
            }
        });

    /// <summary>Reports an error and returns the exit code.</summary>
    internal static async Task<int> FailAsync(string message)
    {
        await System.Console.Error.WriteLineAsync("leadgate: " + message);
        return 1;
    }

    private static IEnumerable<Option<string>> CreateOptions(Setting setting)
    {
        yield return new Option<string>(setting.Option)
        {
            Description =
                $"{setting.Meaning} Environment variable: {setting.Variable}. "
                + $"Default: {(setting.Default.Length > 0 ? setting.Default : "none")}",
            HelpName = setting.Name,
        };
        if (setting.MayHoldSecret)
        {
            yield return new Option<string>(setting.FileOption)
            {
                Description = $"File that holds the value of {setting.Option}. Environment variable: {setting.FileVariable}.",
                HelpName = "file",
            };
        }
    }
}
