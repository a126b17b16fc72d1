namespace Leadgate.Bench.Intake;

/// <summary>
/// What the service keeps leads in, and baselines that store the very same rows in the same schema on the same engine: their databases
/// grow with the service's, so that all have tables and indexes of one size.
/// </summary>
internal abstract class IntakeEngine : IAsyncDisposable
{
    /// <summary>The engine, for a title.</summary>
    public abstract string Name { get; }

    /// <summary>The name of the file that its report is kept in.</summary>
    public abstract string FileName { get; }

    /// <summary>The database for the service.</summary>
    public abstract string Address { get; }

    /// <summary>A database for the plain service.</summary>
    public abstract string PlainAddress { get; }

    /// <summary>The baselines.</summary>
    public abstract IReadOnlyList<Baseline> Baselines { get; }

    /// <summary>What the report says of all of them.</summary>
    public abstract string Explanation { get; }

    /// <summary>Takes the rows that the service has stored since the last time and lets each baseline store them.</summary>
    /// <param name="senders">How many senders there were; no transaction of the service has more bulks.</param>
    /// <param name="limit">After this time a baseline begins no further transaction.</param>
    /// <param name="cancellation">Gives up.</param>
    public abstract Task<Repetition> RepeatAsync(int senders, TimeSpan limit, CancellationToken cancellation);

    /// <summary>How many leads the service's database holds, when the service is dead.</summary>
    /// <exception cref="InvalidOperationException">The database is damaged.</exception>
    public abstract Task<long> CountStoredAsync(CancellationToken cancellation);

    public abstract ValueTask DisposeAsync();

    /// <summary>Divides bulks among transactions.</summary>
    /// <param name="bulks">The bulks.</param>
    /// <param name="isFull">Whether a transaction that has the bulks from one index up to another takes no more.</param>
    protected static IEnumerable<IReadOnlyList<BulkRows>> Divide(List<BulkRows> bulks, Func<int, int, bool> isFull)
    {
        for (var first = 0; first < bulks.Count; )
        {
            var end = first + 1;
            while (end < bulks.Count && !isFull(first, end))
                end++;
            yield return bulks[first..end];
            first = end;
        }
    }

    /// <summary>The service's own transactions: bulks of one moment, and never more than there were senders.</summary>
    protected static IEnumerable<IReadOnlyList<BulkRows>> AsStored(List<BulkRows> bulks, int senders) =>
        Divide(bulks, (first, end) => end - first >= senders || !Equals(bulks[end].StoredAt, bulks[first].StoredAt));

    /// <summary>Transactions of about 1,000 leads.</summary>
    protected static IEnumerable<IReadOnlyList<BulkRows>> ByThousand(List<BulkRows> bulks)
    {
        var leads = 0;
        return Divide(
            bulks,
            (first, end) =>
            {
                leads = (end == first + 1 ? 0 : leads) + bulks[end - 1].Leads.Count;
                return leads >= 1000;
            }
        );
    }

    /// <summary>A transaction a bulk.</summary>
    protected static IEnumerable<IReadOnlyList<BulkRows>> OneByOne(List<BulkRows> bulks) => Divide(bulks, (_, _) => true);
}
