using CsCheck;
using Leadgate.Server.Intake;
using Leadgate.Tests;
using Microsoft.Extensions.Time.Testing;
using static Leadgate.Server.Tests.Intake.AdmissionSteps;

namespace Leadgate.Server.Tests.Intake;

/// <summary>Which bulks are admitted, which wait and which are refused, with a clock that the test controls.</summary>
[Promise("10.4")]
public sealed class AdmissionControlTests
{
    /// <summary>A bulk that is neither admitted nor refused must make a test fail, not wait for ever.</summary>
    private const int Timeout = 180_000;
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
        Assert.True(await Acquire(admission, 2, TestContext.Current.CancellationToken));
        var burst = Enumerable.Range(0, 200).Select(_ => Acquire(admission, 1, TestContext.Current.CancellationToken).AsTask()).ToList();
        Assert.Equal((1, 2, 200, 1), (admission.InProgress, admission.PermitsInUse, admission.Waiting, admission.Use));
        Release(admission, 2);
        for (var i = 0; i < burst.Count; i++)
        {
            Assert.True(burst[i].IsCompleted, "In a burst, the bulk that came first is next.");
            Assert.True(await burst[i]);
            Assert.Equal(Math.Max(0, 198 - i), burst.Count(one => !one.IsCompleted));
            Release(admission, 1);
        }

        AssertEmpty(admission);
        Assert.Equal(0, admission.Refused);
    }

    [Fact(Timeout = Timeout)]
    public async Task After_a_timeout_few_bulks_wait_for_a_short_time_last_in_first_out()
    {
        using var admission = Create(1);
        Assert.True(await Acquire(admission, 1, TestContext.Current.CancellationToken));
        var timedOut = Acquire(admission, 1, TestContext.Current.CancellationToken).AsTask();
        _time.Advance(AdmissionControl.BurstTimeout - TimeSpan.FromMilliseconds(2));
        Assert.False(timedOut.IsCompleted);
        _time.Advance(TimeSpan.FromMilliseconds(2));
        Assert.False(await timedOut);

        var waiting = Enumerable
            .Range(0, AdmissionControl.MaxWaitingUnderOverload)
            .Select(_ => Acquire(admission, 1, TestContext.Current.CancellationToken).AsTask())
            .ToList();
        Assert.Equal("/docs/errors/overloaded", Check(admission)!.Type.Uri);
        Assert.False(await Acquire(admission, 1, TestContext.Current.CancellationToken));
        Release(admission, 1);
        Assert.True(waiting[^1].IsCompleted, "Under overload, the bulk that came last is next.");
        Assert.True(await waiting[^1]);
        _time.Advance(AdmissionControl.OverloadTimeout + TimeSpan.FromMilliseconds(2));
        Assert.All(await Task.WhenAll(waiting[..^1]), Assert.False);

        _time.Advance(AdmissionControl.OverloadPeriod);
        var late = Acquire(admission, 1, TestContext.Current.CancellationToken).AsTask();
        _time.Advance(AdmissionControl.OverloadTimeout * 3);
        Assert.False(late.IsCompleted);
        Release(admission, 1);
        Assert.True(await late);
        Release(admission, 1);
        AssertEmpty(admission);
        Assert.Equal(3 + AdmissionControl.MaxWaitingUnderOverload - 1, admission.Refused);
    }

    [Fact(Timeout = Timeout)]
    public async Task Bulk_that_needs_many_permits_is_not_overtaken_in_a_burst()
    {
        using var admission = Create(4);
        Assert.True(await Acquire(admission, 2, TestContext.Current.CancellationToken));
        var large = Acquire(admission, 4, TestContext.Current.CancellationToken).AsTask();
        var small = Acquire(admission, 1, TestContext.Current.CancellationToken).AsTask();
        Assert.False(small.IsCompleted);
        Release(admission, 2);
        Assert.True(await large);
        Assert.False(small.IsCompleted);
        Release(admission, 4);
        Assert.True(await small);
        Release(admission, 1);
        AssertEmpty(admission);
    }

    [Fact(Timeout = Timeout)]
    public async Task Bulks_beyond_the_queue_limit_are_rejected_at_once()
    {
        using var admission = Create(1);
        Assert.True(await Acquire(admission, 1, TestContext.Current.CancellationToken));
        var waiting = Enumerable
            .Range(0, AdmissionControl.MaxWaiting)
            .Select(_ => Acquire(admission, 1, TestContext.Current.CancellationToken).AsTask())
            .ToList();
        Assert.All(waiting, one => Assert.False(one.IsCompleted));
        Assert.False(await Acquire(admission, 1, TestContext.Current.CancellationToken));
    }

    [Fact(Timeout = Timeout)]
    public async Task Cancelled_bulk_takes_no_permit()
    {
        using var admission = Create(1);
        using var source = new CancellationTokenSource();
        Assert.True(await Acquire(admission, 1, TestContext.Current.CancellationToken));
        var arriving = Acquire(admission, 1, source.Token).AsTask();
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => arriving);
        Release(admission, 1);
        AssertEmpty(admission);
    }

    [Fact]
    public void Memory_is_reserved_up_to_the_limit_and_without_one_for_the_only_bulk()
    {
        using var admission = Create(1, mebibytes: 1);
        using (var alone = admission.CreateLease("a"))
        {
            Assert.Null(alone.ReserveMemory(5 * Mebibyte));
            Assert.Equal("/docs/errors/overloaded", Check(admission)!.Type.Uri);
            using var other = admission.CreateLease("a");
            Assert.Equal(AdmissionControl.NoMemory, other.ReserveMemory(1));
            Assert.Equal(5 * Mebibyte, admission.ReservedBytes);
        }

        using var one = admission.CreateLease("a");
        using var two = admission.CreateLease("b");
        Assert.Null(one.ReserveMemory(Mebibyte / 2));
        Assert.Null(two.ReserveMemory(Mebibyte / 4));
        Assert.NotNull(one.ReserveMemory((Mebibyte * 3 / 4) + 1));
        one.Dispose();
        Assert.Null(two.ReserveMemory(Mebibyte));
        two.Dispose();
        AssertEmpty(admission);
    }

    [Fact]
    public void Sender_leaves_some_of_the_memory_to_others()
    {
        using var admission = Create(1, mebibytes: 16);
        using var first = admission.CreateLease("a");
        using var second = admission.CreateLease("a");
        Assert.Null(first.ReserveMemory(8 * Mebibyte));
        Assert.Null(second.ReserveMemory(4 * Mebibyte));
        Assert.Equal(AdmissionControl.NoMemory, second.ReserveMemory((4 * Mebibyte) + 1));
        Assert.Equal(AdmissionControl.NoMemory, Check(admission));

        Assert.Null(Check(admission, "b"));
        using var neighbor = admission.CreateLease("b");
        Assert.Null(neighbor.ReserveMemory(3 * Mebibyte));
        Assert.NotNull(neighbor.ReserveMemory((3 * Mebibyte) + 1));
        Assert.Null(Check(admission, "c"));
        first.Dispose();
        Assert.Null(second.ReserveMemory(6 * Mebibyte));
    }

    [Fact(Timeout = Timeout)]
    public async Task Neighbor_of_a_sender_with_many_waiting_bulks_is_next()
    {
        using var admission = Create(1);
        Assert.True(await Acquire(admission, 1, TestContext.Current.CancellationToken));
        var many = Enumerable.Range(0, 100).Select(_ => Acquire(admission, 1, TestContext.Current.CancellationToken).AsTask()).ToList();
        var neighbor = Acquire(admission, 1, TestContext.Current.CancellationToken, "b").AsTask();
        Release(admission, 1);
        Assert.True(await neighbor);
        Assert.DoesNotContain(many, bulk => bulk.IsCompleted);

        // Both send as much as they can: in turn from now on.
        var others = Enumerable
            .Range(0, 100)
            .Select(_ => Acquire(admission, 1, TestContext.Current.CancellationToken, "b").AsTask())
            .ToList();
        Release(admission, 1, "b");
        for (var granted = 1; granted <= 20; granted++)
        {
            Assert.InRange(many.Count(bulk => bulk.IsCompleted) - others.Count(bulk => bulk.IsCompleted), -1, 2);
            Release(admission, 1, many.Count(bulk => bulk.IsCompleted) > others.Count(bulk => bulk.IsCompleted) ? "a" : "b");
        }
    }

    [Fact(Timeout = Timeout)]
    public async Task Sender_whose_bulks_take_long_gets_fewer_permits_than_its_neighbor()
    {
        using var admission = Create(1);
        Assert.True(await Acquire(admission, 1, TestContext.Current.CancellationToken, "c"));
        var order = new List<string>();
        var bulks = Enumerable
            .Range(0, 40)
            .SelectMany(_ => (string[])["slow", "quick"])
            .Select(name => (name, Admitted: Acquire(admission, 1, TestContext.Current.CancellationToken, name).AsTask()))
            .ToList();
        Release(admission, 1, "c");
        while (order.Count < 44)
        {
            var (name, admitted) = bulks.Single(bulk => bulk.Admitted.IsCompleted);
            Assert.True(await admitted);
            bulks.Remove((name, admitted));
            order.Add(name);

            // All were estimated alike.
            admission.Correct(admission.GetSender(name), 100, name == "slow" ? 1000 : 100);
            Release(admission, 1, name);
        }

        Assert.InRange(order.Count(name => name == "slow"), 3, 6);
    }

    [Fact(Timeout = Timeout)]
    public async Task Overload_by_one_sender_is_none_for_its_neighbor()
    {
        using var admission = Create(1);
        Assert.True(await Acquire(admission, 1, TestContext.Current.CancellationToken));
        var timedOut = Acquire(admission, 1, TestContext.Current.CancellationToken).AsTask();
        _time.Advance(AdmissionControl.BurstTimeout);
        Assert.False(await timedOut);
        var waiting = Enumerable
            .Range(0, AdmissionControl.MaxWaitingUnderOverload)
            .Select(_ => Acquire(admission, 1, TestContext.Current.CancellationToken).AsTask())
            .ToList();
        Assert.Equal(AdmissionControl.NoPermits, Check(admission));

        Assert.Null(Check(admission, "b"));
        var neighbor = Acquire(admission, 1, TestContext.Current.CancellationToken, "b").AsTask();
        _time.Advance(AdmissionControl.OverloadTimeout * 3);
        Assert.All(await Task.WhenAll(waiting), Assert.False);
        Assert.False(neighbor.IsCompleted);
        Release(admission, 1);
        Assert.True(await neighbor);
    }

    [Fact(Timeout = Timeout)]
    public async Task Full_queue_has_room_for_a_neighbor()
    {
        using var admission = Create(1);
        Assert.True(await Acquire(admission, 1, TestContext.Current.CancellationToken));
        var waiting = Enumerable
            .Range(0, AdmissionControl.MaxWaiting)
            .Select(_ => Acquire(admission, 1, TestContext.Current.CancellationToken).AsTask())
            .ToList();
        var neighbor = Acquire(admission, 1, TestContext.Current.CancellationToken, "b").AsTask();
        Assert.Equal(AdmissionControl.MaxWaiting, admission.Waiting);
        Assert.False(await waiting[^1]);
        Release(admission, 1);
        Assert.True(await neighbor);
    }

    private AdmissionControl Create(int permits, int mebibytes = 512, int processors = 2) =>
        AdmissionSteps.Create(permits, mebibytes, processors, _time);
}
