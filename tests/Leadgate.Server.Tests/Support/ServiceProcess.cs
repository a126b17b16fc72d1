using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Leadgate.Tests;

namespace Leadgate.Server.Tests.Support;

/// <summary>The program in a separate process, which can be killed.</summary>
internal sealed class ServiceProcess : IAsyncDisposable
{
    private const string Listening = "Now listening on: ";
    private readonly Process _process;

    /// <summary>Reads the log continuously, so that a full pipe does not block the process.</summary>
    private readonly Task<string> _log;

    private ServiceProcess(Process process, IReadOnlyList<Uri> addresses)
    {
        _process = process;
        _log = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        Addresses = addresses;
        Client = new HttpClient { BaseAddress = addresses[0], Timeout = Wait.Limit };
    }

    /// <summary>The addresses it listens on; the metrics address is the last.</summary>
    public IReadOnlyList<Uri> Addresses { get; }

    public int Id => _process.Id;

    public HttpClient Client { get; }

    /// <summary>Whether <see cref="Kill"/> was called.</summary>
    public bool IsKilled { get; private set; }

    /// <summary>Starts the service on a free port and returns when it listens.</summary>
    public static Task<ServiceProcess> StartAsync(string database) => StartAsync(Run(Serve(database)));

    /// <summary>Starts the service with options and environment variables, and returns when it listens on a number of addresses.</summary>
    public static Task<ServiceProcess> StartAsync(
        string database,
        string[] options,
        int addresses,
        params (string Name, string Value)[] variables
    ) => StartAsync(Run("dotnet", [Program, .. Serve(database), .. options], variables), addresses);

    /// <summary>Starts the service so that <see cref="LimitFilesAsync"/> causes errors, as a full disk does, and not a signal.</summary>
    public static Task<ServiceProcess> StartLimitedAsync(string database) =>
        StartAsync(
            Run(
                "bash",
                ["-c", "trap '' XFSZ; exec dotnet \"$@\"", "dotnet", Program, .. Serve(database)],
                ("DOTNET_EnableWriteXorExecute", "0")
            )
        );

    private static async Task<ServiceProcess> StartAsync(Process process, int addresses = 1)
    {
        var found = new List<Uri>();
        while (await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            if (!line.Contains(Listening, StringComparison.Ordinal))
                continue;
            found.Add(new Uri(line[(line.IndexOf(Listening, StringComparison.Ordinal) + Listening.Length)..].Split('"')[0].Trim()));
            if (found.Count == addresses)
                return new ServiceProcess(process, found);
        }

        throw new InvalidOperationException(
            "The service exited: " + await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken)
        );
    }

    /// <summary>Runs a command.</summary>
    public static Task<(int ExitCode, string Output, string Error)> RunToEndAsync(params string[] arguments) =>
        RunWithInputAsync("", arguments);

    /// <summary>Runs a command with environment variables.</summary>
    public static Task<(int ExitCode, string Output, string Error)> RunToEndAsync(
        (string Name, string Value)[] variables,
        params string[] arguments
    ) => RunToEndAsync(Run("dotnet", [Program, .. arguments], variables), "");

    /// <summary>Runs a command with standard input.</summary>
    public static Task<(int ExitCode, string Output, string Error)> RunWithInputAsync(string input, params string[] arguments) =>
        RunToEndAsync(Run(arguments), input);

    private static async Task<(int ExitCode, string Output, string Error)> RunToEndAsync(Process started, string input)
    {
        using var process = started;
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        var (output, error) = (
            process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken),
            process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken)
        );
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output, await error);
    }

    /// <summary>Limits the size of the files the process writes, as a full disk does; null removes the limit.</summary>
    public async Task LimitFilesAsync(long? bytes)
    {
        var limit = string.Create(CultureInfo.InvariantCulture, $"--fsize={(object?)bytes ?? "unlimited"}:unlimited");
        using var process = Process.Start("prlimit", ["--pid", _process.Id.ToString(CultureInfo.InvariantCulture), limit]);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, process.ExitCode);
    }

    /// <summary>Ends the process immediately, whatever it is doing (SIGKILL).</summary>
    public void Kill()
    {
        IsKilled = true;
        _process.Kill();
    }

    /// <summary>Asks the process to end (SIGTERM), which writes all of its log, and returns what it has logged since it listened.</summary>
    public async Task<string> StopAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return await _log;
    }

    /// <summary>Ends the process and returns what it has logged since it listened.</summary>
    public async Task<string> EndAsync()
    {
        Kill();
        return await _log;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync(CancellationToken.None);
        var log = await _log;
        _process.Dispose();
        Client.Dispose();
        LogScan.AssertNoPersonalData(log.Split('\n'));
    }

    public static string Program { get; } = Path.Combine(AppContext.BaseDirectory, "Leadgate.Server.dll");

    /// <summary>Services of different databases have files of checkpoints of their own, as on different machines.</summary>
    private static string[] Serve(string database)
    {
        string[] arguments = ["serve", "--urls", "http://127.0.0.1:0", "--database", database];
        if (database.StartsWith("sqlite:", StringComparison.Ordinal))
            return arguments;
        var name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(database)))[..16] + ".jsonl";
        return [.. arguments, "--audit-checkpoint-file", Path.Combine(AppContext.BaseDirectory, "data", name)];
    }

    private static Process Run(params string[] arguments) => Run("dotnet", [Program, .. arguments]);

    private static Process Run(string file, string[] arguments, params (string Name, string Value)[] variables)
    {
        var start = new ProcessStartInfo(file, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in variables)
            start.Environment[name] = value;
        return Process.Start(start)!;
    }
}
