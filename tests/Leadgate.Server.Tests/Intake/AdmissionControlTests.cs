using CsCheck;
using Leadgate.Server.Hosting;
using Leadgate.Server.Intake;
using Leadgate.Server.Tests.Support;
using Leadgate.Tests;
using Microsoft.Extensions.Time.Testing;

namespace Leadgate.Server.Tests.Intake;

/// <summary>Which bulks are admitted, which wait and which are refused, with a clock that the test controls.</summary>
[Promise("10.4")]
public sealed class AdmissionControlTests
{
    /// <summary>A bulk that is neither admitted nor refused must make a test fail, not wait for ever.</summary>
    private const int Timeout = 30_000;
    private const int Mebibyte = 1024 * 1024;
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void Bulk_needs_a_permit_for_each_4_KiB_and_at_most_16()
    {
        using var admission = Create(100);
        Assert.Equal(
            (1, 1, 2, 16, 16),
            (
                admission.PermitsFor(0),
                admission.PermitsFor(4096),
                admission.PermitsFor(4097),
                admission.PermitsFor(65_536),
                admission.PermitsFor(1_000_000)
            )
        );
        using var few = Create(3);
        Assert.Equal(3, few.PermitsFor(1_000_000));
    }

    [Fact(Timeout = Timeout)]
    public async Task Burst_waits_first_in_first_out()
    {
        using var admission = Create(2);
        Assert.True(await admission.AcquireAsync(2, TestContext.Current.CancellationToken));
        var burst = Enumerable
            .Range(0, 200)
            .Select(_ => admission.AcquireAsync(1, TestContext.Current.CancellationToken).AsTask())
            .ToList();
        Assert.Equal((1, 2, 200), (admission.InProgress, admission.PermitsInUse, admission.Waiting));
        admission.Release(2);
        for (var i = 0; i < burst.Count; i++)
        {
            Assert.True(burst[i].IsCompleted, "In a burst, the bulk that came first is next.");
            Assert.True(await burst[i]);
            Assert.Equal(Math.Max(0, 198 - i), burst.Count(one => !one.IsCompleted));
            admission.Release(1);
        }

        AssertEmpty(admission);
        Assert.Equal(0, admission.Refused);
    }

    [Fact(Timeout = Timeout)]
    public async Task After_a_timeout_few_bulks_wait_for_a_short_time_last_in_first_out()
    {
        using var admission = Create(1);
        Assert.True(await admission.AcquireAsync(1, TestContext.Current.CancellationToken));
        var timedOut = admission.AcquireAsync(1, TestContext.Current.CancellationToken).AsTask();
        _time.Advance(AdmissionControl.BurstTimeout - TimeSpan.FromMilliseconds(2));
        Assert.False(timedOut.IsCompleted);
        _time.Advance(TimeSpan.FromMilliseconds(2));
        Assert.False(await timedOut);

        var waiting = Enumerable
            .Range(0, AdmissionControl.MaxWaitingUnderOverload)
            .Select(_ => admission.AcquireAsync(1, TestContext.Current.CancellationToken).AsTask())
            .ToList();
        Assert.Equal("/docs/errors/overloaded", admission.CheckAdmission()!.Type.Uri);
        Assert.False(await admission.AcquireAsync(1, TestContext.Current.CancellationToken));
        admission.Release(1);
        Assert.True(waiting[^1].IsCompleted, "Under overload, the bulk that came last is next.");
        Assert.True(await waiting[^1]);
        _time.Advance(AdmissionControl.OverloadTimeout + TimeSpan.FromMilliseconds(2));
        Assert.All(await Task.WhenAll(waiting[..^1]), Assert.False);

        _time.Advance(AdmissionControl.OverloadPeriod);
        var late = admission.AcquireAsync(1, TestContext.Current.CancellationToken).AsTask();
        _time.Advance(AdmissionControl.OverloadTimeout * 3);
        Assert.False(late.IsCompleted);
        admission.Release(1);
        Assert.True(await late);
        admission.Release(1);
        AssertEmpty(admission);
        Assert.Equal(3 + AdmissionControl.MaxWaitingUnderOverload - 1, admission.Refused);
    }

    [Fact(Timeout = Timeout)]
    public async Task Bulk_in_progress_takes_precedence_and_is_not_rejected()
    {
        using var admission = Create(1);
        Assert.True(await admission.AcquireAsync(1, TestContext.Current.CancellationToken));
        var arriving = admission.AcquireAsync(1, TestContext.Current.CancellationToken).AsTask();
        var resuming = admission.ReacquireAsync(1, TestContext.Current.CancellationToken).AsTask();
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.False(await arriving);
        Assert.False(resuming.IsCompleted);
        arriving = admission.AcquireAsync(1, TestContext.Current.CancellationToken).AsTask();
        admission.Release(1);
        await resuming;
        Assert.False(arriving.IsCompleted);
        admission.Release(1);
        Assert.True(await arriving);
        admission.Release(1);
        AssertEmpty(admission);
    }

    [Fact(Timeout = Timeout)]
    public async Task Large_bulk_that_waits_is_not_overtaken_in_a_burst()
    {
        using var admission = Create(4);
        Assert.True(await admission.AcquireAsync(2, TestContext.Current.CancellationToken));
        var large = admission.AcquireAsync(4, TestContext.Current.CancellationToken).AsTask();
        var small = admission.AcquireAsync(1, TestContext.Current.CancellationToken).AsTask();
        Assert.False(small.IsCompleted);
        admission.Release(2);
        Assert.True(await large);
        Assert.False(small.IsCompleted);
        admission.Release(4);
        Assert.True(await small);
        admission.Release(1);
        AssertEmpty(admission);
    }

    [Fact(Timeout = Timeout)]
    public async Task Bulks_beyond_the_queue_limit_are_rejected_at_once()
    {
        using var admission = Create(1);
        Assert.True(await admission.AcquireAsync(1, TestContext.Current.CancellationToken));
        var waiting = Enumerable
            .Range(0, AdmissionControl.MaxWaiting)
            .Select(_ => admission.AcquireAsync(1, TestContext.Current.CancellationToken).AsTask())
            .ToList();
        Assert.All(waiting, one => Assert.False(one.IsCompleted));
        Assert.False(await admission.AcquireAsync(1, TestContext.Current.CancellationToken));
    }

    [Fact(Timeout = Timeout)]
    public async Task Cancelled_bulk_takes_no_permit()
    {
        using var admission = Create(1);
        using var source = new CancellationTokenSource();
        Assert.True(await admission.AcquireAsync(1, TestContext.Current.CancellationToken));
        var (arriving, resuming) = (admission.AcquireAsync(1, source.Token).AsTask(), admission.ReacquireAsync(1, source.Token).AsTask());
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => arriving);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => resuming);
        admission.Release(1);
        AssertEmpty(admission);
    }

    [Fact]
    public void Memory_is_reserved_up_to_the_limit_and_without_one_for_the_only_bulk()
    {
        using var admission = Create(1, mebibytes: 1);
        using (var alone = admission.CreateLease())
        {
            Assert.Null(alone.ReserveMemory(5 * Mebibyte));
            Assert.Equal("/docs/errors/overloaded", admission.CheckAdmission()!.Type.Uri);
            using var other = admission.CreateLease();
            Assert.Equal(AdmissionControl.NoMemory, other.ReserveMemory(1));
            Assert.Equal(5 * Mebibyte, admission.ReservedBytes);
        }

        using var one = admission.CreateLease();
        using var two = admission.CreateLease();
        Assert.Null(one.ReserveMemory(Mebibyte / 2));
        Assert.Null(two.ReserveMemory(Mebibyte / 2));
        Assert.NotNull(one.ReserveMemory((Mebibyte / 2) + 1));
        one.Dispose();
        Assert.Null(two.ReserveMemory(Mebibyte));
        two.Dispose();
        AssertEmpty(admission);
    }

    [Fact(Timeout = Timeout)]
    public async Task Bulk_that_waits_too_long_for_its_sender_releases_its_permit()
    {
        using var admission = Create(1);
        using var lease = admission.CreateLease();
        Assert.Null(await lease.AcquirePermitsAsync(1, TestContext.Current.CancellationToken));
        var body = new SlowBody();
        var quick = lease.ReadAsync(body, new byte[1], TestContext.Current.CancellationToken).AsTask();
        _time.Advance(TimeSpan.FromMilliseconds(19));
        Assert.Equal(1, admission.InProgress);
        body.Send();
        Assert.Equal(1, await quick);
        Assert.Equal(1, admission.InProgress);

        var slow = lease.ReadAsync(body, new byte[1], TestContext.Current.CancellationToken).AsTask();
        await Wait.UntilAsync(
            () =>
            {
                _time.Advance(TimeSpan.FromMilliseconds(1));
                return Task.FromResult(admission.InProgress == 0);
            },
            "The permit was not released."
        );
        Assert.True(await admission.AcquireAsync(1, TestContext.Current.CancellationToken));
        body.Send();
        Assert.False(slow.IsCompleted);
        admission.Release(1);
        Assert.Equal(1, await slow);
        Assert.Equal(1, admission.InProgress);
        lease.Dispose();
        AssertEmpty(admission);
    }

    [Fact]
    public Task Permits_in_use_never_exceed_the_limit_and_every_bulk_is_answered() =>
        Gen.Select(Gen.Int[1, 20], Gen.Select(Gen.Int[0, 5], Gen.Int[1, 20], Gen.Int[0, 60]).Array[1, 200])
            .SampleAsync(
                async (permits, steps) =>
                {
                    var time = new FakeTimeProvider();
                    using var admission = new AdmissionControl(RunningServer.Settings("sqlite:x", Settings(permits)), time);
                    var all = new List<Bulk>();
                    foreach (var (what, number, pause) in steps)
                    {
                        if (what == 0)
                            time.Advance(TimeSpan.FromMilliseconds(pause));
                        else if (what == 1 && all.Count > 0)
                            await all[number % all.Count].ReleaseAsync();
                        else if (what == 2 && all.Count > 0)
                            await all[number % all.Count].Cancellation.CancelAsync();
                        else
                            all.Add(new Bulk(admission, Math.Min(number, permits), isResuming: what == 3));
                        var inUse = 0;
                        foreach (var bulk in all)
                            inUse += await bulk.HasPermitsAsync() ? bulk.Permits : 0;
                        Assert.Equal(inUse, admission.PermitsInUse);
                        Assert.True(inUse <= permits, $"{inUse} of {permits} permits are in use.");
                    }

                    // Bulks that still wait are admitted as others release their permits, or are refused.
                    for (var i = 0; i < all.Count; i++)
                    {
                        foreach (var bulk in all)
                            await bulk.ReleaseAsync();
                    }

                    Assert.All(all, bulk => Assert.True(bulk.Admission.IsCompleted));
                    AssertEmpty(admission);
                },
                iter: 200
            );

    private static void AssertEmpty(AdmissionControl admission) =>
        Assert.Equal((0, 0, 0, 0L), (admission.InProgress, admission.PermitsInUse, admission.Waiting, admission.ReservedBytes));

    private static Dictionary<string, string> Settings(int permits, int mebibytes = 512) =>
        new() { [Setting.IntakePermits.Variable] = $"{permits}", [Setting.MaxIntakeMib.Variable] = $"{mebibytes}" };

    private AdmissionControl Create(int permits, int mebibytes = 512) =>
        new(RunningServer.Settings("sqlite:x", Settings(permits, mebibytes)), _time);

    /// <summary>A bulk that asks for permits.</summary>
    private sealed class Bulk
    {
        private readonly AdmissionControl _admission;
        private readonly bool _isResuming;
        private bool _isReleased;

        public Bulk(AdmissionControl admission, int permits, bool isResuming)
        {
            (_admission, Permits, _isResuming) = (admission, permits, isResuming);
            Admission = isResuming
                ? admission.ReacquireAsync(permits, Cancellation.Token).AsTask()
                : admission.AcquireAsync(permits, Cancellation.Token).AsTask();
        }

        public int Permits { get; }

        public CancellationTokenSource Cancellation { get; } = new();

        public Task Admission { get; }

        public async Task<bool> HasPermitsAsync() =>
            !_isReleased && Admission.IsCompletedSuccessfully && (_isResuming || await (Task<bool>)Admission);

        public async Task ReleaseAsync()
        {
            if (!await HasPermitsAsync())
                return;
            _isReleased = true;
            _admission.Release(Permits);
        }
    }

    /// <summary>A body whose bytes arrive one by one, each when the test sends it.</summary>
    private sealed class SlowBody : MemoryStream
    {
        private TaskCompletionSource<int> _next = new();

        public void Send() => Interlocked.Exchange(ref _next, new TaskCompletionSource<int>()).SetResult(1);

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => new(_next.Task);
    }
}
