using CsCheck;
using Leadgate.Server.Intake;
using Leadgate.Tests;
using Microsoft.Extensions.Time.Testing;
using static Leadgate.Server.Tests.Intake.AdmissionSteps;

namespace Leadgate.Server.Tests.Intake;

/// <summary>When large bulks and those that take long are processed, with a clock that the test controls.</summary>
[Promise("10.4")]
public sealed class LargeBulkAdmissionTests
{
    /// <summary>A bulk that is neither admitted nor refused must make a test fail, not wait for ever.</summary>
    private const int Timeout = 180_000;
    private const int Mebibyte = 1024 * 1024;
    private readonly FakeTimeProvider _time = new();

    [Fact(Timeout = Timeout)]
    public async Task Large_bulks_of_a_sender_wait_for_seconds_and_leave_places_to_its_neighbor()
    {
        using var admission = Create(1);
        Assert.Equal((2, 1), (admission.MaxLargeInProgress, admission.MaxLargePerSender));
        using var first = admission.CreateLease("a");
        Assert.Null(await AcquireLargeAsync(first));
        using var second = admission.CreateLease("a");
        var waiting = AcquireLargeAsync(second);
        using var third = admission.CreateLease("a");
        var last = AcquireLargeAsync(third);
        using var neighbor = admission.CreateLease("b");
        Assert.Null(await AcquireLargeAsync(neighbor));
        Assert.Equal((2, 2, 0), (admission.InProgress, admission.Waiting, admission.PermitsInUse));

        // Small bulks need no place.
        Assert.True(await Acquire(admission, 1, TestContext.Current.CancellationToken));
        Release(admission, 1);
        _time.Advance(AdmissionControl.PatientTimeout - TimeSpan.FromMilliseconds(2));
        Assert.False(waiting.IsCompleted);
        first.Dispose();
        Assert.Null(await waiting);
        _time.Advance(TimeSpan.FromMilliseconds(2));
        Assert.Equal(AdmissionControl.NoPermits, await last);
        second.Dispose();
        third.Dispose();
        neighbor.Dispose();
        AssertEmpty(admission);
    }

    [Fact]
    public async Task Large_bulk_that_waits_counts_as_what_the_server_buffers_of_it()
    {
        using var admission = Create(1, mebibytes: 4);
        using var first = admission.CreateLease("a", 30 * Mebibyte);
        Assert.Null(await AcquireLargeAsync(first));
        Assert.Equal(0, admission.ReservedBytes);
        var leases = Enumerable.Range(0, 4).Select(_ => admission.CreateLease("a", 30 * Mebibyte)).ToList();
        var waiting = leases.Select(lease => AcquireLargeAsync(lease)).ToList();
        Assert.Equal(3 * Mebibyte, admission.ReservedBytes);
        Assert.Equal(AdmissionControl.NoMemory, await waiting[3]);
        Assert.DoesNotContain(waiting[..3], bulk => bulk.IsCompleted);
        first.Dispose();
        Assert.Null(await waiting[0]);
        leases.ForEach(lease => lease.Dispose());
    }

    [Fact(Timeout = Timeout)]
    public async Task No_large_bulk_begins_while_half_of_the_memory_is_used()
    {
        using var admission = Create(1, mebibytes: 8);
        using var slowReader = admission.CreateLease("a");
        Assert.Null(slowReader.ReserveMemory((4 * Mebibyte) + 1));
        using var first = admission.CreateLease("b");
        Assert.Null(await AcquireLargeAsync(first).WaitAsync(TestContext.Current.CancellationToken));
        using var second = admission.CreateLease("c", 1);
        var waiting = AcquireLargeAsync(second);
        Assert.False(waiting.IsCompleted);
        slowReader.Dispose();
        Assert.Null(await waiting);
    }

    [Theory(Timeout = Timeout)]
    [InlineData(1, 1)]
    [InlineData(2, 1)]
    [InlineData(4, 3)]
    public async Task Large_bulks_never_use_all_processors(int processors, int turns)
    {
        using var admission = Create(256, processors: processors);
        var leases = Enumerable.Range(0, 4).Select(n => admission.CreateLease($"{n}")).ToList();
        var begun = new List<Task>();
        foreach (var lease in leases)
        {
            Assert.Null(await AcquireLargeAsync(lease));
            begun.Add(lease.BeginTurnAsync(TestContext.Current.CancellationToken).AsTask());
        }

        Assert.Equal((turns, turns), (begun.Count(one => one.IsCompleted), admission.TurnsInUse));
        leases[0].EndTurn();
        await begun[turns];
        Assert.Equal(turns, admission.TurnsInUse);

        // Small bulks have no turns.
        using var small = admission.CreateLease("small");
        Assert.Null(await small.AcquirePermitsAsync(1, isWhole: true, TestContext.Current.CancellationToken));
        Assert.True(small.BeginTurnAsync(TestContext.Current.CancellationToken).AsTask().IsCompleted);
    }

    [Fact(Timeout = Timeout)]
    public async Task Turns_go_to_the_sender_that_used_least_and_to_its_oldest_bulk()
    {
        using var admission = Create(256, processors: 1);
        Assert.Equal(8, admission.MaxLargeInProgress);
        var (a, b) = (admission.GetSender("a"), admission.GetSender("b"));
        await admission.BeginTurnAsync(a, 1, TestContext.Current.CancellationToken);
        var third = admission.BeginTurnAsync(a, 3, TestContext.Current.CancellationToken).AsTask();
        var second = admission.BeginTurnAsync(a, 2, TestContext.Current.CancellationToken).AsTask();
        var neighbor = admission.BeginTurnAsync(b, 4, TestContext.Current.CancellationToken).AsTask();
        admission.EndTurn(a, 50_000);
        await neighbor;
        var again = admission.BeginTurnAsync(b, 5, TestContext.Current.CancellationToken).AsTask();
        admission.EndTurn(b, 5_000);
        await again;
        admission.EndTurn(b, 90_000);
        await second;
        Assert.False(third.IsCompleted);
        admission.EndTurn(a, 1);
        await third;
        admission.EndTurn(a, 1);
        AssertEmpty(admission);
    }

    [Fact(Timeout = Timeout)]
    public async Task Small_bulk_that_takes_long_becomes_a_large_one_and_so_do_the_next_of_its_sender()
    {
        using var admission = Create(256, processors: 2);
        using (var lease = admission.CreateLease("a"))
        {
            lease.BodyBytes = 30_000;
            Assert.Null(await lease.AcquirePermitsAsync(30_000, isWhole: true, TestContext.Current.CancellationToken));
            await lease.BeginTurnAsync(TestContext.Current.CancellationToken);
            await lease.YieldAsync(TestContext.Current.CancellationToken);
            Assert.Equal((8, 0), (admission.PermitsInUse, admission.TurnsInUse));
            _time.Advance(AdmissionControl.TurnLength);
            await lease.YieldAsync(TestContext.Current.CancellationToken);
            Assert.Equal((0, 1, 1), (admission.PermitsInUse, admission.TurnsInUse, admission.InProgress));
        }

        AssertEmpty(admission);
        var sender = admission.GetSender("c");
        Assert.True(admission.IsUrgent(sender, 30_000, out _));
        admission.Learn(sender, 30_000, 100_000);
        Assert.False(admission.IsUrgent(sender, 30_000, out var cost));
        Assert.InRange(cost, 90_000, 110_000);
        Assert.True(admission.IsUrgent(admission.GetSender("b"), 30_000, out _));
        for (var i = 0; i < 50; i++)
            admission.Learn(sender, 30_000, 300);
        Assert.True(admission.IsUrgent(sender, 30_000, out _));
    }

    [Fact(Timeout = Timeout)]
    public async Task Few_bodies_that_take_some_milliseconds_are_urgent_at_a_time()
    {
        using var admission = Create(256);
        var sender = admission.GetSender("a");
        for (var i = 0; i < 50; i++)
            admission.Learn(sender, 2048, 4000);
        var leases = new List<AdmissionLease>();
        while (admission.IsUrgent(sender, 2048, out _))
        {
            leases.Add(admission.CreateLease("a"));
            Assert.Null(await leases[^1].AcquirePermitsAsync(2048, isWhole: true, TestContext.Current.CancellationToken));
            Assert.InRange(leases.Count, 1, 6);
        }

        leases.ForEach(lease => lease.Dispose());
        Assert.True(admission.IsUrgent(sender, 2048, out _));
        AssertEmpty(admission);
    }

    [Fact(Timeout = Timeout)]
    public async Task Large_bulk_that_waits_too_long_for_its_sender_releases_its_place_and_gets_it_back_before_new_ones()
    {
        using var admission = Create(1);
        using var lease = admission.CreateLease("a");
        Assert.Null(await AcquireLargeAsync(lease));
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
            "The place was not released."
        );
        using var other = admission.CreateLease("a");
        Assert.Null(await AcquireLargeAsync(other));
        using var next = admission.CreateLease("a");
        var waiting = AcquireLargeAsync(next);
        body.Send();

        // What has arrived is noticed on another thread.
        await Wait.UntilAsync(() => admission.Waiting == 2, "The bulk that goes on does not wait for its place.");
        Assert.False(slow.IsCompleted);
        _time.Advance(AdmissionControl.PatientTimeout / 2);
        other.Dispose();
        Assert.Equal(1, await slow);
        Assert.False(waiting.IsCompleted);
        lease.Dispose();
        Assert.Null(await waiting);
        next.Dispose();
        AssertEmpty(admission);
    }

    [Fact(Timeout = Timeout)]
    public async Task Cancelled_large_bulk_leaves_nothing_behind()
    {
        using var admission = Create(256, processors: 1);
        using var source = new CancellationTokenSource();
        var leases = Enumerable.Range(0, 6).Select(_ => admission.CreateLease("a", 1000)).ToList();
        foreach (var lease in leases[..4])
            Assert.Null(await AcquireLargeAsync(lease));
        await leases[0].BeginTurnAsync(TestContext.Current.CancellationToken);
        Task[] waiting =
        [
            leases[1].BeginTurnAsync(source.Token).AsTask(),
            .. leases[4..].Select(lease => lease.AcquirePermitsAsync(1, isWhole: false, source.Token).AsTask()),
        ];
        Assert.Equal(3, admission.Waiting);
        await source.CancelAsync();
        foreach (var one in waiting)
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => one);
        leases.ForEach(lease => lease.Dispose());
        AssertEmpty(admission);
        Assert.Equal(0, admission.TurnsInUse);
    }

    private AdmissionControl Create(int permits, int mebibytes = 512, int processors = 2) =>
        AdmissionSteps.Create(permits, mebibytes, processors, _time);

    /// <summary>A body whose bytes arrive one by one, each when the test sends it.</summary>
    private sealed class SlowBody : MemoryStream
    {
        private TaskCompletionSource<int> _next = new();

        public void Send() => Interlocked.Exchange(ref _next, new TaskCompletionSource<int>()).SetResult(1);

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => new(_next.Task);
    }
}
