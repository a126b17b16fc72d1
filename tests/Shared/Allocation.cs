namespace Leadgate.Tests;

/// <summary>Measures the memory that an operation allocates.</summary>
internal static class Allocation
{
    private const int Rounds = 10;

    /// <summary>
    /// The bytes that the work allocates on its thread each time. The least of several rounds counts: a collection that another
    /// test causes meanwhile shows up as a few kilobytes of this thread's, and never in all of them.
    /// </summary>
    public static long Of(Action work)
    {
        work();
        var least = long.MaxValue;
        for (var round = 0; round < Rounds && least > 0; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            work();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
