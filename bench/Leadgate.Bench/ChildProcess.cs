using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace Leadgate.Bench;

/// <summary>A server in a separate process, so that it does not share heap and thread pool with the load generator.</summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private const string ListeningMessage = "Now listening on: ";
    private const int LinesKept = 20;
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly TaskCompletionSource<Uri> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentQueue<string> _lastLines = new();

    private ChildProcess(ProcessStartInfo start)
    {
        _process = new Process { StartInfo = start, EnableRaisingEvents = true };
        _process.OutputDataReceived += (_, line) => OnLineReceived(line.Data);
        _process.ErrorDataReceived += (_, line) => OnLineReceived(line.Data);
        _process.Exited += (_, _) =>
            _address.TrySetException(
                new InvalidOperationException(
                    $"{start.ArgumentList[0]} exited before it listened:{Environment.NewLine}{string.Join(Environment.NewLine, _lastLines)}"
                )
            );
    }

    public Uri Address { get; private set; } = null!;

    /// <summary>The processor time used so far.</summary>
    public TimeSpan Processor
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>The resident memory, in bytes.</summary>
    public long Resident
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>The peak resident memory, in bytes.</summary>
    public long PeakResident
    {
        get
        {
            _process.Refresh();
            return _process.PeakWorkingSet64;
        }
    }

    /// <summary>Starts a program from the folder of this program and waits until it listens.</summary>
    /// <param name="folder">The working directory.</param>
    public static async Task<ChildProcess> StartAsync(
        string assembly,
        string folder,
        IEnumerable<string> arguments,
        CancellationToken cancellation
    )
    {
        var start = new ProcessStartInfo(
            Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet",
            [Path.Combine(AppContext.BaseDirectory, assembly), .. arguments]
        )
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // Default settings, whatever the environment says, and the server garbage collector for every server.
        foreach (
            var name in start.Environment.Keys.Where(name => name.StartsWith("LEADGATE_", StringComparison.OrdinalIgnoreCase)).ToList()
        )
            start.Environment.Remove(name);
        start.Environment["DOTNET_gcServer"] = "1";
        var child = new ChildProcess(start);
        child._process.Start();
        try
        {
            child._process.BeginOutputReadLine();
            child._process.BeginErrorReadLine();
            child.Address = await child._address.Task.WaitAsync(StartTimeout, cancellation);
            return child;
        }
        catch
        {
            await child.DisposeAsync();
            throw;
        }
    }

    /// <summary>Ends the process immediately (SIGKILL), as a power failure would.</summary>
    public async Task KillAsync()
    {
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Asks the process to stop (SIGTERM), as a supervisor does, and waits until it has ended.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> StopAsync(CancellationToken cancellation)
    {
        using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(cancellation);
        await _process.WaitForExitAsync(cancellation);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _process.Dispose();
    }

    private void OnLineReceived(string? line)
    {
        if (line is null)
            return;
        _lastLines.Enqueue(line);
        if (_lastLines.Count > LinesKept)
            _lastLines.TryDequeue(out _);
        var at = line.IndexOf(ListeningMessage, StringComparison.Ordinal);
        if (at >= 0)
            _address.TrySetResult(new Uri(line[(at + ListeningMessage.Length)..].Trim()));
    }
}
