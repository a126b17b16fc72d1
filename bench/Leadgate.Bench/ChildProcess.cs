using System.Collections.Concurrent;
using System.Diagnostics;

namespace Leadgate.Bench;

/// <summary>A server in a process of its own, so that it shares neither heap nor thread pool with what measures it.</summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private const string Announcement = "Now listening on: ";
    private const int LinesKept = 20;
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly TaskCompletionSource<Uri> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentQueue<string> _lastLines = new();

    private ChildProcess(ProcessStartInfo start)
    {
        _process = new Process { StartInfo = start, EnableRaisingEvents = true };
        _process.OutputDataReceived += (_, line) => Hear(line.Data);
        _process.ErrorDataReceived += (_, line) => Hear(line.Data);
        _process.Exited += (_, _) =>
            _address.TrySetException(
                new InvalidOperationException(
                    $"{start.ArgumentList[0]} ended before it listened:{Environment.NewLine}{string.Join(Environment.NewLine, _lastLines)}"
                )
            );
    }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>The processor time that it has used.</summary>
    public TimeSpan Processor
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>The memory that it holds now, in bytes.</summary>
    public long Resident
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>The most memory that it has held, in bytes.</summary>
    public long PeakResident
    {
        get
        {
            _process.Refresh();
            return _process.PeakWorkingSet64;
        }
    }

    /// <summary>Starts a program that stands beside this one and waits until it listens.</summary>
    /// <param name="assembly">The file name of its assembly.</param>
    /// <param name="folder">The folder that it runs in.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="cancellation">Gives up.</param>
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

        // The settings are the defaults, whatever is set here; and every server has the garbage collector of a server.
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
            child.Address = await child._address.Task.WaitAsync(StartLimit, cancellation);
            return child;
        }
        catch
        {
            await child.DisposeAsync();
            throw;
        }
    }

    /// <summary>Ends it at once, as a power cut would: it gets no time to finish anything.</summary>
    public async Task KillAsync()
    {
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _process.Dispose();
    }

    private void Hear(string? line)
    {
        if (line is null)
            return;
        _lastLines.Enqueue(line);
        if (_lastLines.Count > LinesKept)
            _lastLines.TryDequeue(out _);
        var at = line.IndexOf(Announcement, StringComparison.Ordinal);
        if (at >= 0)
            _address.TrySetResult(new Uri(line[(at + Announcement.Length)..].Trim()));
    }
}
