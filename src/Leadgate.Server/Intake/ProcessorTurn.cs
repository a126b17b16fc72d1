namespace Leadgate.Server.Intake;

/// <summary>
/// The time that a large bulk may use the processor before others get their turn. The thread pool starts its work first in, first out and
/// has about as many threads as there are cores: without turns, a few bulks that take seconds would keep every other sender waiting.
/// </summary>
internal sealed class ProcessorTurn(TimeProvider time)
{
    /// <summary>Much longer than switching takes, and much shorter than a sender notices.</summary>
    public static readonly TimeSpan Length = TimeSpan.FromMilliseconds(10);

    private long _start = time.GetTimestamp();

    public TimeSpan Used => time.GetElapsedTime(_start);

    /// <summary>When the turn is over, lets everything run first that waits for a thread.</summary>
    public async ValueTask YieldAsync(CancellationToken cancellation)
    {
        if (Used < Length)
            return;
        cancellation.ThrowIfCancellationRequested();
        await Task.Yield();
        _start = time.GetTimestamp();
    }
}
