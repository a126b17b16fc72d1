namespace Leadgate.Bench.Intake;

/// <summary>
/// The engine of the service's database, and baselines that store the same rows in the same schema on the same engine. Their databases
/// grow with that of the service, so that all tables and indexes have the same size.
/// </summary>
internal abstract class IntakeEngine : IAsyncDisposable
{
    public abstract string Name { get; }

    /// <summary>The name of the report file.</summary>
    public abstract string FileName { get; }

    /// <summary>The database setting of the service.</summary>
    public abstract string Address { get; }

    /// <summary>The database setting of the plain service.</summary>
    public abstract string PlainAddress { get; }

    public abstract IReadOnlyList<Baseline> Baselines { get; }

    /// <summary>The introduction to the baselines in the report.</summary>
    public abstract string Explanation { get; }

    /// <summary>Reads the rows that the service has stored since the last call, and stores them with each baseline.</summary>
    /// <param name="senders">The number of senders; no transaction of the service has more bulks.</param>
    /// <param name="limit">After this time, a baseline starts no further transaction.</param>
    public abstract Task<Repetition> RepeatAsync(int senders, TimeSpan limit, CancellationToken cancellation);

    /// <summary>The number of leads in the service's database after the service was killed.</summary>
    /// <exception cref="InvalidOperationException">The database is corrupt.</exception>
    public abstract Task<long> CountStoredAsync(CancellationToken cancellation);

    public abstract ValueTask DisposeAsync();

    /// <summary>Groups bulks into transactions.</summary>
    /// <param name="isFull">Whether a transaction with the bulks from one index up to another is complete.</param>
    protected static IEnumerable<IReadOnlyList<BulkRows>> Group(List<BulkRows> bulks, Func<int, int, bool> isFull)
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

    /// <summary>The transactions of the service: bulks with the same time, and no more than there were senders.</summary>
    protected static IEnumerable<IReadOnlyList<BulkRows>> AsStored(List<BulkRows> bulks, int senders) =>
        Group(bulks, (first, end) => end - first >= senders || !Equals(bulks[end].StoredAt, bulks[first].StoredAt));

    /// <summary>Transactions of about 1,000 leads.</summary>
    protected static IEnumerable<IReadOnlyList<BulkRows>> ByThousand(List<BulkRows> bulks)
    {
        var leads = 0;
        return Group(
            bulks,
            (first, end) =>
            {
                leads = (end == first + 1 ? 0 : leads) + bulks[end - 1].Leads.Count;
                return leads >= 1000;
            }
        );
    }

    /// <summary>A transaction for each bulk.</summary>
    protected static IEnumerable<IReadOnlyList<BulkRows>> OneByOne(List<BulkRows> bulks) => Group(bulks, (_, _) => true);
}
