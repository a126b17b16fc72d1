using Npgsql;

namespace Leadgate.Storage.Postgres;

/// <summary>
/// Spreads the tables over the machines of Citus (docs/scale.md): whatever belongs to a bulk stands together on one of them, lists and
/// counters on each. Foreign keys are put down while tables move, for none may lead from a table that stays to one that has gone.
/// </summary>
/// <param name="connection">The coordinator, as the tables' owner.</param>
/// <param name="tell">Takes each statement before it is run.</param>
internal sealed class Distribution(NpgsqlConnection connection, Action<string> tell)
{
    /// <summary>Tables that every machine has whole.</summary>
    public static readonly IReadOnlyList<string> ReferenceTables =
    [
        "schema_version",
        "counter",
        "reference_list",
        "list_item",
        "api_key",
        "staff_account",
        "staff_session",
        "data_protection_key",
    ];

    /// <summary>Tables that stay on the coordinator: triggers guard them, which no distributed table has.</summary>
    public static readonly IReadOnlyList<string> LocalTables = ["audit_entry"];

    /// <summary>Tables that are cut into parts, each with the column that says where a row goes, and the table whose parts it stands beside.</summary>
    public static readonly IReadOnlyList<(string Table, string Column, string Beside)> DistributedTables =
    [
        ("bulk", "id", "none"),
        ("lead", "bulk_id", "bulk"),
        ("vehicle", "bulk_id", "bulk"),
        ("lead_with_errors", "bulk_id", "bulk"),
        ("idempotency_key", "key", "none"),
    ];

    /// <summary>Distributes what is not distributed yet, first the reference tables and then the others, each group whole or not at all.</summary>
    /// <param name="done">Tables that are distributed already.</param>
    /// <param name="cancellation">Gives up; what was begun is undone.</param>
    /// <returns>How many tables were distributed.</returns>
    public async Task<int> RunAsync(IReadOnlySet<string> done, CancellationToken cancellation) =>
        await MoveAsync(
                [
                    .. ReferenceTables
                        .Where(table => !done.Contains(table))
                        .Select(table => (table, $"select create_reference_table('{table}')")),
                ],
                cancellation
            )
            .ConfigureAwait(false)
        + await MoveAsync(
                [
                    .. DistributedTables
                        .Where(table => !done.Contains(table.Table))
                        .Select(table =>
                            (
                                table.Table,
                                $"select create_distributed_table('{table.Table}', '{table.Column}', colocate_with => '{table.Beside}')"
                            )
                        ),
                ],
                cancellation
            )
            .ConfigureAwait(false);

    private async Task<int> MoveAsync(IReadOnlyList<(string Table, string Statement)> moves, CancellationToken cancellation)
    {
        if (moves.Count == 0)
            return 0;
        await using var transaction = await connection.BeginTransactionAsync(cancellation).ConfigureAwait(false);
        var keys = await ForeignKeysAsync([.. moves.Select(move => move.Table)], cancellation).ConfigureAwait(false);
        foreach (var key in keys)
            await ExecuteAsync($"alter table {key.Table} drop constraint {key.Name}", cancellation).ConfigureAwait(false);
        foreach (var move in moves)
            await ExecuteAsync(move.Statement, cancellation).ConfigureAwait(false);
        foreach (var key in keys)
            await ExecuteAsync($"alter table {key.Table} add constraint {key.Name} {key.Definition}", cancellation).ConfigureAwait(false);
        await transaction.CommitAsync(cancellation).ConfigureAwait(false);
        return moves.Count;
    }

    /// <summary>The foreign keys that lead from or to tables.</summary>
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
        tell(sql);
        await using var command = connection.Command(sql);

        // Rows move while a table is distributed, for as long as that takes.
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false);
    }
}
