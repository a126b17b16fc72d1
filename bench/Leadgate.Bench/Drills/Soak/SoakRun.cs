using System.Diagnostics;
using System.Globalization;

namespace Leadgate.Bench.Drills.Soak;

/// <summary>
/// Keeps one store and one service under steady load, and lets things go wrong on a schedule: the service is killed and started again,
/// its disk fills up and gets room again, its database goes away and comes back.
/// </summary>
internal sealed class SoakRun
{
    /// <summary>Leads a second.</summary>
    public const int Pace = 300;

    private const int FaultsOfARun = 18;

    /// <summary>In the last part of a run the service is not killed, so that there is one that lives long.</summary>
    private const double Killing = 0.6;
    private static readonly TimeSpan LeastBetween = TimeSpan.FromSeconds(12);
    private static readonly TimeSpan Calm = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Outage = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestFull = TimeSpan.FromSeconds(40);
    private static readonly TimeSpan Sampling = TimeSpan.FromSeconds(2);
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly List<(double, int, long)> _memory = [];
    private readonly TimeSpan _length;
    private readonly SoakStore _store;
    private readonly SoakSenders _senders;
    private readonly string _address;
    private ChildProcess _service;
    private int _kills;
    private int _full;
    private int _away;

    private SoakRun(TimeSpan length, SoakStore store, SoakSenders senders, ChildProcess service, string address) =>
        (_length, _store, _senders, _service, _address) = (length, store, senders, service, address);

    /// <summary>Runs it from an empty store to an account.</summary>
    /// <param name="engine">The scheme of the store's address.</param>
    /// <param name="length">How long.</param>
    /// <param name="cancellation">Gives up; processes, mounts and files go all the same.</param>
    public static async Task<SoakResult> RunAsync(string engine, TimeSpan length, CancellationToken cancellation)
    {
        await using var store = await SoakStore.CreateAsync(engine, (long)(Pace * length.TotalSeconds));
        var address = $"http://{Balancer.FreeAddress()}";
        var run = new SoakRun(
            length,
            store,
            new SoakSenders(new Uri(address), Pace),
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

    /// <summary>Starts the service on a store; it is always the same address.</summary>
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
            Say($"a service runs, and senders send {Pace} leads a second");
            _senders.Start(stop.Token);
            await DisturbAsync(stop.Token);
            await _senders.StopAsync();
            Say("the senders have brought their last bulks home");
            var took = _clock.Elapsed;
            await using var connection = await _store.ConnectAsync(_store.Address, cancellation);
            var account = await SoakAccount.LookAsync(connection, _senders.Acknowledged, cancellation);
            return new SoakResult(_store.Name, took, _senders, account, MemoryTrend.Of(_memory), _kills, _full, _away, _store.Away);
        }
        finally
        {
            await stop.CancelAsync();
        }
    }

    private async Task DisturbAsync(CancellationToken cancellation)
    {
        var between = TimeSpan.FromTicks(Math.Max(LeastBetween.Ticks, _length.Ticks / FaultsOfARun));
        await WaitAsync(_clock.Elapsed + (between / 2), cancellation);
        for (var n = 0; _clock.Elapsed + Outage + Calm < _length; n++)
        {
            var next = _clock.Elapsed + between;
            await (
                (_clock.Elapsed < _length * Killing ? n % 3 : 1 + (n % 2)) switch
                {
                    0 => KillAsync(cancellation),
                    1 => FillAsync(cancellation),
                    _ => TakeAwayAsync(cancellation),
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
        Say("the service is killed");
        await _service.DisposeAsync();
        _service = await StartAsync(_store, _address, cancellation);
        Say("the service is started again");
    }

    /// <summary>Until bulks have been refused for a while: what the tables and the log have room for is still taken.</summary>
    private async Task FillAsync(CancellationToken cancellation)
    {
        var (refused, until) = (_senders.Refused, _clock.Elapsed + LongestFull);
        try
        {
            _store.Disk.Fill();
            Say("the disk is full");
            while (_senders.Refused == refused && _clock.Elapsed < until)
                await WaitAsync(_clock.Elapsed + Sampling, cancellation);
            await WaitAsync(_clock.Elapsed + Calm, cancellation);
        }
        finally
        {
            _store.Disk.Free();
        }

        if (_senders.Refused > refused)
            _full++;
        Say(string.Create(CultureInfo.InvariantCulture, $"the disk has room again; {_senders.Refused - refused} refusals"));
    }

    private async Task TakeAwayAsync(CancellationToken cancellation)
    {
        await _store.TakeAwayAsync();
        _away++;
        Say(_store.Away);
        await WaitAsync(_clock.Elapsed + Outage, cancellation);
        await _store.GiveBackAsync();
        Say("it is back");
    }

    /// <summary>Waits, and looks at the service's memory meanwhile.</summary>
    private async Task WaitAsync(TimeSpan until, CancellationToken cancellation)
    {
        while (_clock.Elapsed < until)
        {
            var rest = until - _clock.Elapsed;
            await Task.Delay(rest < Sampling && rest > TimeSpan.Zero ? rest : Sampling, cancellation);
            _memory.Add((_clock.Elapsed.TotalSeconds, _kills, _service.Resident));
            if (_senders.HasFailed)
                await _senders.StopAsync();
        }
    }

    private void Say(string what) =>
        Console.Out.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"{_clock.Elapsed.TotalSeconds, 7:0.0} s  {_store.Name, -10}  {what}")
        );
}
