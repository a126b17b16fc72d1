using System.Diagnostics;

namespace Leadgate.Server.Tests.Support;

/// <summary>Waits for the thing itself, and not for ever.</summary>
internal static class Until
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    /// <summary>Returns when something has come about.</summary>
    /// <param name="condition">Whether it has.</param>
    /// <param name="otherwise">What to say when it has not in a minute.</param>
    /// <returns>How long it took.</returns>
    public static async Task<TimeSpan> TrueAsync(Func<Task<bool>> condition, string otherwise)
    {
        var waited = Stopwatch.StartNew();
        while (!await condition())
            Assert.True(waited.Elapsed < Limit, otherwise);
        return waited.Elapsed;
    }
}
