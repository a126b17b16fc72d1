using System.Diagnostics;
using Npgsql;

namespace Leadgate.Bench.Intake.Postgres;

/// <summary>One connection that stores rows from memory: no HTTP, no JSON, no validation.</summary>
internal abstract class RowsBaseline(NpgsqlConnection connection) : IAsyncDisposable
{
    protected NpgsqlConnection Connection => connection;

    /// <param name="limit">After this time, no further transaction is started.</param>
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
