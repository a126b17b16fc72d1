using System.Diagnostics;

namespace Leadgate.Server.Tests.Support;

/// <summary>Waits for what another thread, process or node does, and fails when it does not happen within a minute.</summary>
internal static class Wait
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    /// <summary>Leaves the processor to what is waited for, and to the other tests.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    /// <summary>Returns how long it took until a condition was true.</summary>
    /// <param name="condition">What must become true.</param>
    /// <param name="otherwise">The message of the failure.</param>
    public static async Task<TimeSpan> UntilAsync(Func<Task<bool>> condition, string otherwise)
    {
        var waited = Stopwatch.StartNew();
        while (!await condition())
        {
            Assert.True(waited.Elapsed < Limit, otherwise);
            await Task.Delay(Pause, TestContext.Current.CancellationToken);
        }

        return waited.Elapsed;
    }
}
