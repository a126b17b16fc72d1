using CsCheck;
using Leadgate.Server.Intake;
using Leadgate.Tests;
using Microsoft.Extensions.Time.Testing;
using static Leadgate.Server.Tests.Intake.AdmissionSteps;

namespace Leadgate.Server.Tests.Intake;

/// <summary>What holds for any bulks in any order.</summary>
[Promise("10.4")]
public sealed class AdmissionPropertyTests
{
    private static readonly string[] Senders = ["0", "1", "2"];

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
                            all.Add(new Bulk(admission, Senders[number % 3], size * 4096, isWhole: what != 4));
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
        // Bulks that were admitted learn it on another thread, and on another thread those that were not return their memory.
        await Wait.UntilAsync(
            () => Task.FromResult(all.Count(bulk => !bulk.IsOver && bulk.IsAdmitted) == admission.InProgress),
            "A bulk does not know that it was admitted."
        );
        await Wait.UntilAsync(
            () => Task.FromResult(Senders.Sum(name => admission.GetSender(name).ReservedBytes) == admission.ReservedBytes),
            "The senders have reserved other memory than all together."
        );
        Assert.InRange(admission.PermitsInUse, 0, permits);
        Assert.InRange(admission.TurnsInUse, 0, Math.Max(1, processors - 1));
        Assert.InRange(admission.InProgress, 0, permits + admission.MaxLargeInProgress);
        Assert.All(Senders, name => Assert.InRange(admission.GetSender(name).LargeInProgress, 0, admission.MaxLargePerSender));
    }

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
}
