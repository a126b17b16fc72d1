namespace Leadgate.Storage.Engines.Postgres;

/// <summary>
/// The ids that this node can allocate without asking the server: blocks of a sequence that counts in steps of <see cref="BlockSize"/>.
/// What is left of a block when the node stops is never given out.
/// </summary>
internal sealed class IdBlocks(string sequence)
{
    /// <summary>The <c>increment by</c> of the sequences; no run is longer.</summary>
    public const int BlockSize = 1000;

    private readonly Lock _lock = new();
    private readonly Queue<long> _blocks = new();
    private long _next;
    private long _end;

    public string Sequence => sequence;

    /// <summary>Takes runs of consecutive ids, all of them or none.</summary>
    /// <param name="runs">How long each is, at most <see cref="BlockSize"/>.</param>
    /// <returns>The first id of each, growing; null when there are too few blocks.</returns>
    public long[]? TryTake(IReadOnlyList<int> runs)
    {
        lock (_lock)
        {
            var (next, end, blocks) = (_next, _end, _blocks.ToArray());
            var used = 0;
            var taken = new long[runs.Count];
            for (var i = 0; i < taken.Length; i++)
            {
                if (end - next < runs[i])
                {
                    if (used == blocks.Length)
                        return null;
                    next = blocks[used++];
                    end = next + BlockSize;
                }

                taken[i] = next;
                next += runs[i];
            }

            (_next, _end) = (next, end);
            while (used-- > 0)
                _blocks.Dequeue();
            return taken;
        }
    }

    /// <summary>How many blocks are enough for a number of ids, however the runs are split over them.</summary>
    public static int BlocksFor(int ids) => (ids / (BlockSize / 2)) + 1;

    /// <summary>Adds a block that the sequence gave out.</summary>
    public void Add(long first)
    {
        lock (_lock)
            _blocks.Enqueue(first);
    }
}
