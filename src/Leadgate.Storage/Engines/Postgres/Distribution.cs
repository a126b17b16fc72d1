using Leadgate.Storage.Tables;
using Npgsql;

namespace Leadgate.Storage.Engines.Postgres;

/// <summary>
/// Distributes the tables over the machines of Citus (docs/scale.md) as <see cref="StoreTables"/> says: the rows of a bulk are on one
/// machine, lists and counters are on each. Foreign keys are dropped while tables move, because Citus allows none between a table that has
/// not moved and one that has.
/// </summary>
/// <param name="connection">The coordinator, as the tables' owner.</param>
/// <param name="report">Gets each statement before it is run.</param>
internal sealed class Distribution(NpgsqlConnection connection, Action<string> report)
{
    /// <summary>
    /// Distributes what is not distributed yet, first the reference tables and then the others, each group in one transaction. The rows
    /// that Citus leaves behind on the coordinator are removed, also those of tables that were distributed before.
    /// </summary>
    /// <param name="done">Tables that are distributed already.</param>
    /// <param name="cancellation">Cancels; the transaction that has begun is rolled back.</param>
    /// <returns>How many tables were distributed.</returns>
    public async Task<int> RunAsync(IReadOnlyList<string> done, CancellationToken cancellation)
    {
        List<(string Table, string Statement)> reference = [];
        List<(string Table, string Statement)> spread = [];
        foreach (var table in StoreTables.All.Where(table => !done.Contains(table.Name)))
        {
            switch (table.Distribution)
            {
                case TableDistribution.Reference:
                    reference.Add((table.Name, $"select create_reference_table('{table.Name}')"));
                    break;
                case TableDistribution.ByColumn(var column, var other):
                    spread.Add(
                        (table.Name, $"select create_distributed_table('{table.Name}', '{column}', colocate_with => '{other ?? "none"}')")
                    );
                    break;
                default:
                    // It stays on the coordinator.
                    break;
            }
        }

        var count =
            await MoveAsync(reference, cancellation).ConfigureAwait(false) + await MoveAsync(spread, cancellation).ConfigureAwait(false);
        foreach (var table in done)
            await ExecuteAsync(DistributedTables.TruncateLocal(table), cancellation).ConfigureAwait(false);
        return count;
    }

    private async Task<int> MoveAsync(List<(string Table, string Statement)> moves, CancellationToken cancellation)
    {
        if (moves.Count == 0)
            return 0;
        await using var transaction = await connection.BeginTransactionAsync(cancellation).ConfigureAwait(false);
        var keys = await ForeignKeysAsync([.. moves.Select(move => move.Table)], cancellation).ConfigureAwait(false);
        foreach (var key in keys)
            await ExecuteAsync($"alter table {key.Table} drop constraint {key.Name}", cancellation).ConfigureAwait(false);
        foreach (var move in moves)
            await ExecuteAsync(move.Statement, cancellation).ConfigureAwait(false);

        // Before there are foreign keys again: of a table that others refer to, it would empty those as well.
        foreach (var move in moves)
            await ExecuteAsync(DistributedTables.TruncateLocal(move.Table), cancellation).ConfigureAwait(false);
        foreach (var key in keys)
            await ExecuteAsync($"alter table {key.Table} add constraint {key.Name} {key.Definition}", cancellation).ConfigureAwait(false);
        await transaction.CommitAsync(cancellation).ConfigureAwait(false);
        return moves.Count;
    }

    /// <summary>The foreign keys from or to tables.</summary>
    private async Task<IReadOnlyList<(string Table, string Name, string Definition)>> ForeignKeysAsync(
        string[] tables,
        CancellationToken cancellation
    )
    {
        await using var command = connection.Command(
            """
            select conrelid::regclass::text, quote_ident(conname), pg_get_constraintdef(oid)
            from pg_constraint
            where contype = 'f' and (conrelid = any(@tables::regclass[]) or confrelid = any(@tables::regclass[]))
            order by conrelid::regclass::text, conname
            """,
            ("@tables", tables)
        );
        await using var row = await command.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
        var keys = new List<(string, string, string)>();
        while (await row.ReadAsync(cancellation).ConfigureAwait(false))
            keys.Add((row.GetString(0), row.GetString(1), row.GetString(2)));
        return keys;
    }

    private async Task ExecuteAsync(string sql, CancellationToken cancellation)
    {
        report(sql);
        await using var command = connection.Command(sql);

        // Rows move while a table is distributed, for as long as that takes.
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false);
    }
}
