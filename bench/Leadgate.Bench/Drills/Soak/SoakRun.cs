using System.Diagnostics;
using System.Globalization;

namespace Leadgate.Bench.Drills.Soak;

/// <summary>
/// Runs a service under constant load and causes failures on a schedule: the service is killed and restarted, its disk fills up and is
/// freed, and its database becomes unavailable and available again.
/// </summary>
internal sealed class SoakRun
{
    public const int LeadsPerSecond = 300;

    private const int FaultsPerRun = 18;

    /// <summary>The service is killed in this part of a run only, so that a process runs for long afterwards.</summary>
    private const double ShareWithKills = 0.6;
    private static readonly TimeSpan MinInterval = TimeSpan.FromSeconds(12);
    private static readonly TimeSpan Calm = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Outage = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan MaxFullTime = TimeSpan.FromSeconds(40);
    private static readonly TimeSpan SamplingInterval = TimeSpan.FromSeconds(2);
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly List<(double, int, long)> _memory = [];
    private readonly TimeSpan _length;
    private readonly SoakStore _store;
    private readonly SoakSenders _senders;
    private readonly string _address;
    private ChildProcess _service;
    private int _kills;
    private int _full;
    private int _outages;

    private SoakRun(TimeSpan length, SoakStore store, SoakSenders senders, ChildProcess service, string address) =>
        (_length, _store, _senders, _service, _address) = (length, store, senders, service, address);

    /// <summary>Runs it from an empty store to an account.</summary>
    /// <param name="engine">The scheme of the store's address.</param>
    /// <param name="length">How long.</param>
    public static async Task<SoakResult> RunAsync(string engine, TimeSpan length, CancellationToken cancellation)
    {
        await using var store = await SoakStore.CreateAsync(engine, (long)(LeadsPerSecond * length.TotalSeconds));
        var address = $"http://{Balancer.FreeAddress()}";
        var run = new SoakRun(
            length,
            store,
            new SoakSenders(new Uri(address), LeadsPerSecond),
            await StartAsync(store, address, cancellation),
            address
        );
        try
        {
            return await run.RunAsync(cancellation);
        }
        finally
        {
            run._senders.Dispose();
            await run._service.DisposeAsync();
        }
    }

    /// <summary>Starts the service, always on the same address.</summary>
    public static Task<ChildProcess> StartAsync(SoakStore store, string address, CancellationToken cancellation) =>
        ChildProcess.StartAsync(
            BenchRun.ServiceAssembly,
            Path.GetTempPath(),
            ["serve", "--urls", address, "--database", store.Address],
            cancellation
        );

    private async Task<SoakResult> RunAsync(CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        try
        {
            Log($"the service receives {LeadsPerSecond} leads per second");
            _senders.Start(stop.Token);
            await DisturbAsync(stop.Token);
            await _senders.StopAsync();
            Log("the senders have brought their last bulks home");
            var took = _clock.Elapsed;
            await using var connection = await _store.ConnectAsync(_store.Address, cancellation);
            var account = await SoakAccount.ReadAsync(connection, _senders.Acknowledged, cancellation);
            return new SoakResult(
                _store.Name,
                took,
                _senders,
                account,
                MemoryTrend.From(_memory),
                _kills,
                _full,
                _outages,
                _store.OutageDescription
            );
        }
        finally
        {
            await stop.CancelAsync();
        }
    }

    private async Task DisturbAsync(CancellationToken cancellation)
    {
        var between = TimeSpan.FromTicks(Math.Max(MinInterval.Ticks, _length.Ticks / FaultsPerRun));
        await WaitAsync(_clock.Elapsed + (between / 2), cancellation);
        for (var n = 0; _clock.Elapsed + Outage + Calm < _length; n++)
        {
            var next = _clock.Elapsed + between;
            await (
                (_clock.Elapsed < _length * ShareWithKills ? n % 3 : 1 + (n % 2)) switch
                {
                    0 => KillAsync(cancellation),
                    1 => FillAsync(cancellation),
                    _ => StartOutageAsync(cancellation),
                }
            );
            await WaitAsync(next, cancellation);
        }

        await WaitAsync(_length, cancellation);
    }

    private async Task KillAsync(CancellationToken cancellation)
    {
        await _service.KillAsync();
        _kills++;
        Log("the service has been killed");
        await _service.DisposeAsync();
        _service = await StartAsync(_store, _address, cancellation);
        Log("the service has been restarted");
    }

    /// <summary>Waits until bulks have been rejected for a while: as long as tables and log have space, bulks are still accepted.</summary>
    private async Task FillAsync(CancellationToken cancellation)
    {
        var (rejected, until) = (_senders.Rejected, _clock.Elapsed + MaxFullTime);
        try
        {
            _store.Disk.Fill();
            Log("the disk is full");
            while (_senders.Rejected == rejected && _clock.Elapsed < until)
                await WaitAsync(_clock.Elapsed + SamplingInterval, cancellation);
            await WaitAsync(_clock.Elapsed + Calm, cancellation);
        }
        finally
        {
            _store.Disk.Free();
        }

        if (_senders.Rejected > rejected)
            _full++;
        Log(string.Create(CultureInfo.InvariantCulture, $"the disk has been freed after {_senders.Rejected - rejected} rejections"));
    }

    private async Task StartOutageAsync(CancellationToken cancellation)
    {
        await _store.StartOutageAsync();
        _outages++;
        Log(_store.OutageDescription);
        await WaitAsync(_clock.Elapsed + Outage, cancellation);
        await _store.EndOutageAsync();
        Log("the database is available again");
    }

    /// <summary>Waits, and samples the service's memory meanwhile.</summary>
    private async Task WaitAsync(TimeSpan until, CancellationToken cancellation)
    {
        while (_clock.Elapsed < until)
        {
            var rest = until - _clock.Elapsed;
            await Task.Delay(rest < SamplingInterval && rest > TimeSpan.Zero ? rest : SamplingInterval, cancellation);
            _memory.Add((_clock.Elapsed.TotalSeconds, _kills, _service.Resident));
            if (_senders.HasFailed)
                await _senders.StopAsync();
        }
    }

    private void Log(string message) =>
        Console.Out.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"{_clock.Elapsed.TotalSeconds, 7:0.0} s  {_store.Name, -10}  {message}")
        );
}
