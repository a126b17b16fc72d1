using CsCheck;
using Leadgate.Server.Hosting;
using Leadgate.Server.Intake;
using Leadgate.Server.Tests.Support;
using Leadgate.Tests;
using Microsoft.Extensions.Time.Testing;

namespace Leadgate.Server.Tests.Intake;

/// <summary>Who is let in, who waits and who is refused, by a clock that stands still.</summary>
[Promise("10.4")]
public sealed class IntakeGateTests
{
    private const int Mebibyte = 1024 * 1024;
    private static readonly CancellationToken Never = CancellationToken.None;
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void A_bulk_takes_a_place_for_each_4_KiB_and_16_at_most()
    {
        using var gate = Gate(100);
        Assert.Equal(
            (1, 1, 2, 16, 16),
            (gate.PermitsFor(0), gate.PermitsFor(4096), gate.PermitsFor(4097), gate.PermitsFor(65_536), gate.PermitsFor(1_000_000))
        );
        using var narrow = Gate(3);
        Assert.Equal(3, narrow.PermitsFor(1_000_000));
    }

    [Fact]
    public async Task A_burst_is_waited_out_first_come_first_served()
    {
        using var gate = Gate(2);
        Assert.True(await gate.EnterAsync(2, Never));
        var burst = Enumerable.Range(0, 200).Select(_ => gate.EnterAsync(1, Never).AsTask()).ToList();
        Assert.Equal((1, 2, 200), (gate.InProgress, gate.PermitsInUse, gate.Waiting));
        gate.Leave(2);
        for (var i = 0; i < burst.Count; i++)
        {
            Assert.True(await burst[i]);
            Assert.Equal(Math.Max(0, 198 - i), burst.Count(one => !one.IsCompleted));
            gate.Leave(1);
        }

        AssertEmpty(gate);
        Assert.Equal(0, gate.Refused);
    }

    [Fact]
    public async Task Whoever_waits_too_long_is_refused_and_then_few_wait_for_little_and_the_newest_goes_first()
    {
        using var gate = Gate(1);
        Assert.True(await gate.EnterAsync(1, Never));
        var patient = gate.EnterAsync(1, Never).AsTask();
        _time.Advance(AdmissionControl.BurstPatience - TimeSpan.FromMilliseconds(2));
        Assert.False(patient.IsCompleted);
        _time.Advance(TimeSpan.FromMilliseconds(2));
        Assert.False(await patient);

        var waiting = Enumerable.Range(0, AdmissionControl.MaxWaitingInOverload).Select(_ => gate.EnterAsync(1, Never).AsTask()).ToList();
        Assert.Equal("urn:leadgate:problem:overloaded", gate.CheckAdmission()!.Type.Uri);
        Assert.False(await gate.EnterAsync(1, Never));
        gate.Leave(1);
        Assert.True(await waiting[^1]);
        _time.Advance(AdmissionControl.OverloadPatience + TimeSpan.FromMilliseconds(2));
        Assert.All(await Task.WhenAll(waiting[..^1]), Assert.False);

        _time.Advance(AdmissionControl.OverloadMemory);
        var late = gate.EnterAsync(1, Never).AsTask();
        _time.Advance(AdmissionControl.OverloadPatience * 3);
        Assert.False(late.IsCompleted);
        gate.Leave(1);
        Assert.True(await late);
        gate.Leave(1);
        AssertEmpty(gate);
        Assert.Equal(3 + AdmissionControl.MaxWaitingInOverload - 1, gate.Refused);
    }

    [Fact]
    public async Task A_bulk_that_was_begun_comes_before_all_others_and_is_never_refused()
    {
        using var gate = Gate(1);
        Assert.True(await gate.EnterAsync(1, Never));
        var arriving = gate.EnterAsync(1, Never).AsTask();
        var returning = gate.ReturnAsync(1, Never).AsTask();
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.False(await arriving);
        Assert.False(returning.IsCompleted);
        arriving = gate.EnterAsync(1, Never).AsTask();
        gate.Leave(1);
        await returning;
        Assert.False(arriving.IsCompleted);
        gate.Leave(1);
        Assert.True(await arriving);
        gate.Leave(1);
        AssertEmpty(gate);
    }

    [Fact]
    public async Task A_large_bulk_that_waits_is_not_overtaken_in_a_burst()
    {
        using var gate = Gate(4);
        Assert.True(await gate.EnterAsync(2, Never));
        var large = gate.EnterAsync(4, Never).AsTask();
        var small = gate.EnterAsync(1, Never).AsTask();
        Assert.False(small.IsCompleted);
        gate.Leave(2);
        Assert.True(await large);
        Assert.False(small.IsCompleted);
        gate.Leave(4);
        Assert.True(await small);
        gate.Leave(1);
        AssertEmpty(gate);
    }

    [Fact]
    public async Task More_than_may_wait_are_refused_at_once()
    {
        using var gate = Gate(1);
        Assert.True(await gate.EnterAsync(1, Never));
        var waiting = Enumerable.Range(0, AdmissionControl.MaxWaiting).Select(_ => gate.EnterAsync(1, Never).AsTask()).ToList();
        Assert.All(waiting, one => Assert.False(one.IsCompleted));
        Assert.False(await gate.EnterAsync(1, Never));
    }

    [Fact]
    public async Task Whoever_gives_up_waiting_takes_no_place()
    {
        using var gate = Gate(1);
        using var leaves = new CancellationTokenSource();
        Assert.True(await gate.EnterAsync(1, Never));
        var (arriving, returning) = (gate.EnterAsync(1, leaves.Token).AsTask(), gate.ReturnAsync(1, leaves.Token).AsTask());
        await leaves.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => arriving);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => returning);
        gate.Leave(1);
        AssertEmpty(gate);
    }

    [Fact]
    public void Memory_is_held_up_to_the_limit_and_whoever_is_alone_gets_what_it_asks_for()
    {
        using var gate = Gate(1, mebibytes: 1);
        using (var alone = gate.Begin())
        {
            Assert.Null(alone.Hold(5 * Mebibyte));
            Assert.Equal("urn:leadgate:problem:overloaded", gate.CheckAdmission()!.Type.Uri);
            using var other = gate.Begin();
            Assert.Equal(AdmissionControl.NoMemory, other.Hold(1));
            Assert.Equal(5 * Mebibyte, gate.HeldBytes);
        }

        using var one = gate.Begin();
        using var two = gate.Begin();
        Assert.Null(one.Hold(Mebibyte / 2));
        Assert.Null(two.Hold(Mebibyte / 2));
        Assert.NotNull(one.Hold((Mebibyte / 2) + 1));
        one.Dispose();
        Assert.Null(two.Hold(Mebibyte));
        two.Dispose();
        AssertEmpty(gate);
    }

    [Fact]
    public async Task While_a_sender_is_waited_for_the_place_is_others_once_its_patience_is_used_up()
    {
        using var gate = Gate(1);
        using var place = gate.Begin();
        Assert.Null(await place.TakeAsync(1, Never));
        var body = new SlowBody();
        var quick = place.ReadAsync(body, new byte[1], Never).AsTask();
        _time.Advance(TimeSpan.FromMilliseconds(19));
        Assert.Equal(1, gate.InProgress);
        body.Give();
        Assert.Equal(1, await quick);
        Assert.Equal(1, gate.InProgress);

        var slow = place.ReadAsync(body, new byte[1], Never).AsTask();
        await Until.TrueAsync(
            () =>
            {
                _time.Advance(TimeSpan.FromMilliseconds(1));
                return Task.FromResult(gate.InProgress == 0);
            },
            "The place is kept."
        );
        Assert.True(await gate.EnterAsync(1, Never));
        body.Give();
        Assert.False(slow.IsCompleted);
        gate.Leave(1);
        Assert.Equal(1, await slow);
        Assert.Equal(1, gate.InProgress);
        place.Dispose();
        AssertEmpty(gate);
    }

    [Fact]
    public Task Never_more_is_in_work_than_there_are_places_and_all_are_answered() =>
        Gen.Select(Gen.Int[1, 20], Gen.Select(Gen.Int[0, 5], Gen.Int[1, 20], Gen.Int[0, 60]).Array[1, 200])
            .SampleAsync(
                async (places, steps) =>
                {
                    var time = new FakeTimeProvider();
                    using var gate = new AdmissionControl(RunningServer.Settings("sqlite:x", Places(places)), time);
                    var all = new List<Comer>();
                    foreach (var (what, number, pause) in steps)
                    {
                        if (what == 0)
                            time.Advance(TimeSpan.FromMilliseconds(pause));
                        else if (what == 1 && all.Count > 0)
                            await all[number % all.Count].LeaveAsync();
                        else if (what == 2 && all.Count > 0)
                            await all[number % all.Count].Gives.CancelAsync();
                        else
                            all.Add(new Comer(gate, Math.Min(number, places), isReturning: what == 3));
                        var taken = 0;
                        foreach (var comer in all)
                            taken += await comer.IsInAsync() ? comer.Places : 0;
                        Assert.Equal(taken, gate.PermitsInUse);
                        Assert.True(taken <= places, $"{taken} of {places} places are taken.");
                    }

                    // Whoever still waits gets in as the others leave, or is refused.
                    for (var i = 0; i < all.Count; i++)
                    {
                        foreach (var comer in all)
                            await comer.LeaveAsync();
                    }

                    Assert.All(all, comer => Assert.True(comer.Entered.IsCompleted));
                    AssertEmpty(gate);
                },
                iter: 200
            );

    private static void AssertEmpty(AdmissionControl gate) =>
        Assert.Equal((0, 0, 0, 0L), (gate.InProgress, gate.PermitsInUse, gate.Waiting, gate.HeldBytes));

    private static Dictionary<string, string> Places(int places, int mebibytes = 512) =>
        new() { [Setting.IntakePlaces.Variable] = $"{places}", [Setting.MaxIntakeMib.Variable] = $"{mebibytes}" };

    private AdmissionControl Gate(int places, int mebibytes = 512) =>
        new(RunningServer.Settings("sqlite:x", Places(places, mebibytes)), _time);

    /// <summary>A bulk that comes to the gate.</summary>
    private sealed class Comer
    {
        private readonly AdmissionControl _gate;
        private readonly bool _isReturning;
        private bool _isGone;

        public Comer(AdmissionControl gate, int places, bool isReturning)
        {
            (_gate, Places, _isReturning) = (gate, places, isReturning);
            Entered = isReturning ? gate.ReturnAsync(places, Gives.Token).AsTask() : gate.EnterAsync(places, Gives.Token).AsTask();
        }

        public int Places { get; }

        public CancellationTokenSource Gives { get; } = new();

        public Task Entered { get; }

        public async Task<bool> IsInAsync() => !_isGone && Entered.IsCompletedSuccessfully && (_isReturning || await (Task<bool>)Entered);

        public async Task LeaveAsync()
        {
            if (!await IsInAsync())
                return;
            _isGone = true;
            _gate.Leave(Places);
        }
    }

    /// <summary>A body of which a byte comes when it is given.</summary>
    private sealed class SlowBody : MemoryStream
    {
        private TaskCompletionSource<int> _next = new();

        public void Give() => Interlocked.Exchange(ref _next, new TaskCompletionSource<int>()).SetResult(1);

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => new(_next.Task);
    }
}
