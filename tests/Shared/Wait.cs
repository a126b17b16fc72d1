using System.Diagnostics;

namespace Leadgate.Tests;

/// <summary>Waits for an effect of another thread, process or node, and fails after a minute.</summary>
internal static class Wait
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    /// <summary>Leaves the processor to the other work.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    public static Task<TimeSpan> UntilAsync(Func<bool> condition, string otherwise) =>
        UntilAsync(() => Task.FromResult(condition()), otherwise);

    /// <summary>Returns how long it took until a condition was true.</summary>
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
