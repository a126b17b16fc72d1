namespace Leadgate.Tests;

/// <summary>Measures the memory that code allocates.</summary>
internal static class Allocation
{
    private const int Rounds = 10;

    /// <summary>
    /// The bytes that the code allocates on its thread each time: the minimum of several rounds, because a garbage collection that
    /// another test causes can show up as a few kilobytes of this thread.
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
