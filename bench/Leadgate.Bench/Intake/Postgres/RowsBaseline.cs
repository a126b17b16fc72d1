using System.Diagnostics;
using Npgsql;

namespace Leadgate.Bench.Intake.Postgres;

/// <summary>One connection that stores rows which are ready in memory. No HTTP, no JSON, no checking.</summary>
internal abstract class RowsBaseline(NpgsqlConnection connection) : IAsyncDisposable
{
    protected NpgsqlConnection Connection => connection;

    /// <summary>Stores them.</summary>
    /// <param name="columns">The columns of the rows.</param>
    /// <param name="transactions">The bulks of each transaction.</param>
    /// <param name="limit">After this time no further transaction begins.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<BaselineResult> RunAsync(
        Columns columns,
        IEnumerable<IReadOnlyList<BulkRows>> transactions,
        TimeSpan limit,
        CancellationToken cancellation
    )
    {
        var ready = transactions.ToList();
        var leads = 0L;
        GC.Collect();
        var clock = Stopwatch.StartNew();
        foreach (var bulks in ready.TakeWhile(_ => clock.Elapsed < limit))
        {
            await using var transaction = await connection.BeginTransactionAsync(cancellation);
            await StoreAsync(columns, bulks, cancellation);
            await transaction.CommitAsync(cancellation);
            leads += bulks.Sum(bulk => bulk.Leads.Count);
        }

        return new BaselineResult(leads, clock.Elapsed.TotalSeconds);
    }

    public ValueTask DisposeAsync() => connection.DisposeAsync();

    protected abstract Task StoreAsync(Columns columns, IReadOnlyList<BulkRows> bulks, CancellationToken cancellation);
}
