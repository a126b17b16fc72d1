using System.Diagnostics;

namespace Leadgate.Tests;

/// <summary>Waits for an effect of another thread, process or node, and fails after minutes.</summary>
internal static class Wait
{
    /// <summary>
    /// Far more than anything takes on a busy machine. A limit that is not reached costs nothing; one that is too short fails tests of
    /// which nothing is wrong. Every limit of a test for something that always comes is this one.
    /// </summary>
    public static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

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
