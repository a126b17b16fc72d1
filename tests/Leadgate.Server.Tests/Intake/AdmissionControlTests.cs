using CsCheck;
using Leadgate.Server.Hosting;
using Leadgate.Server.Http;
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

    [Fact]
    public Task Limits_hold_for_every_order_of_events_and_no_bulk_is_forgotten() =>
        Gen.Select(Gen.Int[1, 64], Gen.Int[1, 4], Gen.Select(Gen.Int[0, 7], Gen.Int[0, 19], Gen.Int[0, 60]).Array[1, 150])
            .SampleAsync(
                async (permits, processors, steps) =>
                {
                    var time = new FakeTimeProvider();
                    using var admission = Create(permits, 16, processors, time);
                    var all = new List<Bulk>();
                    foreach (var (what, number, size) in steps)
                    {
                        var one = all.Count == 0 ? null : all[number % all.Count];
                        if (what == 0)
                            time.Advance(TimeSpan.FromMilliseconds(size));
                        else if (what == 1)
                            one?.Finish();
                        else if (what == 2 && one is not null)
                            await one.Cancellation.CancelAsync();
                        else if (what == 3)
                            one?.TakeTurn();
                        else
                            all.Add(new Bulk(admission, $"{number % 3}", size * 4096, isWhole: what != 4));
                        await AssertLimitsAsync(admission, all, permits, processors);
                    }

                    // Those that still wait are admitted as others finish.
                    await Wait.UntilAsync(
                        async () =>
                        {
                            all.ForEach(bulk => bulk.Finish());
                            await AssertLimitsAsync(admission, all, permits, processors);
                            return all.TrueForAll(bulk => bulk.IsOver);
                        },
                        "A bulk is neither admitted nor refused."
                    );
                    AssertEmpty(admission);
                    Assert.Equal(0, admission.TurnsInUse);
                },
                iter: 60
            );

    /// <summary>Between two bulks of a sender that always waits, each of the others gets a bounded number.</summary>
    [Fact]
    public Task No_sender_starves() =>
        Gen.Int[1, 100]
            .Array[2, 6]
            .SampleAsync(
                async costs =>
                {
                    using var admission = Create(1, 512, 2, new FakeTimeProvider());
                    var waiting = new Queue<Task<bool>>[costs.Length];
                    var holder = 0;
                    Assert.True(await Take(0));
                    for (var sender = 0; sender < costs.Length; sender++)
                        waiting[sender] = new([Take(sender), Take(sender)]);
                    var last = new int[costs.Length];
                    for (var grant = 1; grant <= 400; grant++)
                    {
                        Release(admission, 1, $"{holder}", costs[holder] * 100);
                        holder = Array.FindIndex(waiting, queue => queue.Peek().IsCompleted);
                        Assert.True(await waiting[holder].Dequeue());
                        waiting[holder].Enqueue(Take(holder));
                        last[holder] = grant;
                        for (var sender = 0; sender < costs.Length; sender++)
                        {
                            // What the others get while it waits costs no more than its own bulk, one of each of them, and its precedence.
                            var bound = costs.Sum(cost => ((costs[sender] + 200) / cost) + 2);
                            Assert.True(grant - last[sender] <= bound, $"Sender {sender} waited for {grant - last[sender]} others.");
                        }
                    }

                    Task<bool> Take(int sender) => Acquire(admission, 1, CancellationToken.None, $"{sender}", costs[sender] * 100).AsTask();
                },
                iter: 100
            );

    private static async Task AssertLimitsAsync(AdmissionControl admission, List<Bulk> all, int permits, int processors)
    {
        // Bulks that were admitted learn it on another thread.
        await Wait.UntilAsync(
            () => Task.FromResult(all.Count(bulk => !bulk.IsOver && bulk.IsAdmitted) == admission.InProgress),
            "A bulk does not know that it was admitted."
        );
        Assert.InRange(admission.PermitsInUse, 0, permits);
        Assert.InRange(admission.TurnsInUse, 0, Math.Max(1, processors - 1));
        Assert.InRange(admission.InProgress, 0, permits + admission.MaxLargeInProgress);
        Assert.All(
            (string[])["0", "1", "2"],
            name => Assert.InRange(admission.GetSender(name).LargeInProgress, 0, admission.MaxLargePerSender)
        );
        Assert.Equal(((string[])["0", "1", "2"]).Sum(name => admission.GetSender(name).ReservedBytes), admission.ReservedBytes);
    }

    /// <summary>Acquires permits for a bulk whose cost is the same however many it needs.</summary>
    private static ValueTask<bool> Acquire(
        AdmissionControl admission,
        int permits,
        CancellationToken cancellation,
        string sender = "a",
        double cost = 100
    ) => admission.AcquireAsync(admission.GetSender(sender), permits, cost, cancellation);

    private static void Release(AdmissionControl admission, int permits, string sender = "a", double cost = 100) =>
        admission.Release(admission.GetSender(sender), permits, cost);

    private static Problem? Check(AdmissionControl admission, string sender = "a") =>
        admission.CheckAdmission(admission.GetSender(sender), isSmall: true);

    private static void AssertEmpty(AdmissionControl admission) =>
        Assert.Equal((0, 0, 0, 0L), (admission.InProgress, admission.PermitsInUse, admission.Waiting, admission.ReservedBytes));

    private static Task<Problem?> AcquireLargeAsync(AdmissionLease lease) =>
        lease.AcquirePermitsAsync(AdmissionLease.SmallBody, isWhole: false, TestContext.Current.CancellationToken).AsTask();

    private static AdmissionControl Create(int permits, int mebibytes, int processors, TimeProvider time) =>
        new(
            RunningServer.Settings(
                "sqlite:x",
                new Dictionary<string, string>
                {
                    [Setting.IntakePermits.Variable] = $"{permits}",
                    [Setting.MaxIntakeMib.Variable] = $"{mebibytes}",
                }
            ),
            time,
            processors
        );

    private AdmissionControl Create(int permits, int mebibytes = 512, int processors = 2) => Create(permits, mebibytes, processors, _time);

    /// <summary>A bulk that reserves memory and asks for permits or a place.</summary>
    private sealed class Bulk
    {
        private readonly AdmissionLease _lease;
        private readonly Task _admission;
        private bool _isRefused;
        private Task? _turn;

        public Bulk(AdmissionControl admission, string sender, int bytes, bool isWhole)
        {
            _lease = admission.CreateLease(sender, bytes);
            _isRefused = _lease.ReserveMemory(bytes * 8L) is not null;
            _admission = _isRefused ? Task.CompletedTask : AcquireAsync(bytes, isWhole);
        }

        public CancellationTokenSource Cancellation { get; } = new();

        public bool IsOver { get; private set; }

        public bool IsAdmitted => _admission.IsCompletedSuccessfully && !_isRefused;

        public void TakeTurn()
        {
            if (!IsOver && IsAdmitted && _turn is null)
                _turn = _lease.BeginTurnAsync(Cancellation.Token).AsTask();
            else if (!IsOver && _turn is { IsCompletedSuccessfully: true })
                EndTurn();
        }

        /// <summary>Releases everything, unless the bulk still waits.</summary>
        public void Finish()
        {
            if (IsOver || !_admission.IsCompleted || _turn is { IsCompleted: false })
                return;
            IsOver = true;
            _lease.Dispose();
        }

        private async Task AcquireAsync(int bytes, bool isWhole) =>
            _isRefused = await _lease.AcquirePermitsAsync(bytes, isWhole, Cancellation.Token) is not null;

        private void EndTurn()
        {
            _lease.EndTurn();
            _turn = null;
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
