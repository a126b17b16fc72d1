using System.Collections.Concurrent;
using Leadgate.Tests;
using Microsoft.Extensions.Time.Testing;

namespace Leadgate.Server.Tests.Support;

/// <summary>
/// A clock that a test moves, and that counts the timers of each length. Services begin and go on with their work on threads of their own:
/// one that is not waiting yet when the clock moves would wait for ever, because nothing moves it again.
/// </summary>
internal sealed class CountingClock(DateTimeOffset start) : FakeTimeProvider(start)
{
    private readonly ConcurrentDictionary<TimeSpan, int> _timers = new();

    /// <summary>How many timers of a length were created, among them those that have ended.</summary>
    public int Count(TimeSpan length) => _timers.GetValueOrDefault(length);

    /// <summary>Returns when so many timers of a length were created.</summary>
    public Task WaitForTimersAsync(TimeSpan length, int count = 1) =>
        Wait.UntilAsync(() => Count(length) >= count, $"There are not {count} timers of {length}.");

    /// <summary>Moves the clock when what waits for a length is waiting, and returns when it waits again.</summary>
    /// <param name="waiting">How many wait.</param>
    public async Task AdvanceAsync(TimeSpan by, TimeSpan length, int waiting = 1)
    {
        await WaitForTimersAsync(length, waiting);
        var next = Count(length) + waiting;
        Advance(by);
        await WaitForTimersAsync(length, next);
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        _timers.AddOrUpdate(dueTime, 1, (_, count) => count + 1);
        return timer;
    }
}
