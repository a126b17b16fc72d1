using Leadgate.Storage.Tables;
using Npgsql;

namespace Leadgate.Storage.Engines.Postgres;

/// <summary>Removes what a server still knows of erased data: samples of its values, and old versions of its rows.</summary>
internal sealed class PersonalDataMaintenance(NpgsqlConnection connection, ServerSettings settings)
{
    /// <summary>How often it is tried to lock a table; each wait delays what is stored meanwhile.</summary>
    private const int Attempts = 5;

    /// <summary>
    /// The columns of a table and its partitions of which there are samples: never of JSON. ANALYZE leaves those of an empty table or
    /// partition as they are, and changing the type of a column drops them. That is not possible for a column of a view; those are of
    /// leads, whose rows are never deleted.
    /// </summary>
    private const string FindSamples = """
        with recursive tree (oid) as (
            select @table::regclass::oid union all select inhrelid from pg_inherits join tree on inhparent = tree.oid
        )
        select distinct format('%I.%I', nspname, relname), attname::text, format_type(atttypid, atttypmod) from tree
        join pg_class on pg_class.oid = tree.oid join pg_namespace on pg_namespace.oid = relnamespace
        join pg_attribute on attrelid = tree.oid and attname = any(@columns)
        where exists (select from pg_stats where schemaname = nspname and tablename = relname and pg_stats.attname = pg_attribute.attname)
        and not exists (
            select from pg_depend join pg_attribute shown on shown.attrelid = refobjid and shown.attnum = refobjsubid
            where refobjid = @table::regclass and classid = 'pg_rewrite'::regclass and shown.attname = pg_attribute.attname
        )
        """;

    private static IEnumerable<StoreTable> Tables => StoreTables.All.Where(table => table.DataSubjectColumns.Count > 0);

    public async Task RenewStatisticsAsync(CancellationToken cancellation)
    {
        foreach (var table in Tables)
        {
            await ExecuteAsync("analyze " + table.Name, cancellation).ConfigureAwait(false);
            await DropSamplesOfEmptyTablesAsync(table, cancellation).ConfigureAwait(false);
        }
    }

    public async Task VacuumAsync(CancellationToken cancellation)
    {
        // What a table held on the coordinator before it was distributed is still there; Citus does not look at it.
        foreach (var table in settings.HasCitus ? await DistributedTables.ReadAsync(connection, cancellation).ConfigureAwait(false) : [])
            await ExecuteAsync(DistributedTables.TruncateLocal(table), cancellation).ConfigureAwait(false);
        foreach (var table in Tables)
        {
            await ExecuteAsync($"vacuum (full, analyze) {table.Name}", cancellation).ConfigureAwait(false);
            await DropSamplesOfEmptyTablesAsync(table, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Citus does not allow it for the column that distributes a table.</summary>
    private async Task DropSamplesOfEmptyTablesAsync(StoreTable table, CancellationToken cancellation)
    {
        if (settings.HasCitus)
            return;
        var columns = new Dictionary<string, string>();
        foreach (var (part, column, type) in await FindSamplesAsync(table, cancellation).ConfigureAwait(false))
        {
            await using var isEmpty = connection.Command($"select not exists (select from {part})");
            isEmpty.CommandTimeout = 0;
            if (await isEmpty.ExecuteScalarAsync(cancellation).ConfigureAwait(false) is true)
                columns[column] = type;
        }

        if (columns.Count == 0)
            return;

        // The type is that of the whole table; only then can it be changed in a partition.
        var changes = columns.Select(column => $"alter column {column.Key} type {column.Value}");
        await AlterAsync($"alter table {table.Name} {string.Join(", ", changes)}", cancellation).ConfigureAwait(false);
        await ExecuteAsync("analyze " + table.Name, cancellation).ConfigureAwait(false);
    }

    private async Task<List<(string Part, string Column, string Type)>> FindSamplesAsync(StoreTable table, CancellationToken cancellation)
    {
        await using var find = connection.Command(FindSamples, ("@table", table.Name), ("@columns", table.DataSubjectColumns.ToArray()));
        await using var rows = await find.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
        var samples = new List<(string, string, string)>();
        while (await rows.ReadAsync(cancellation).ConfigureAwait(false))
            samples.Add((rows.GetString(0), rows.GetString(1), rows.GetString(2)));
        return samples;
    }

    /// <summary>Alters a table. While it waits for the table, everybody else does, so that it waits for a short time only.</summary>
    private async Task AlterAsync(string sql, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            await using var transaction = await connection.BeginTransactionAsync(cancellation).ConfigureAwait(false);
            try
            {
                await ExecuteAsync("set local lock_timeout = '1s'", cancellation).ConfigureAwait(false);
                await ExecuteAsync(sql, cancellation).ConfigureAwait(false);
                await transaction.CommitAsync(cancellation).ConfigureAwait(false);
                return;
            }
            catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.LockNotAvailable)
            {
                if (attempt == Attempts)
                    throw new StoreUnavailableException(
                        "PostgreSQL still has samples of erased values, because a table is locked. Erase again.",
                        e
                    );
            }
        }
    }

    private async Task ExecuteAsync(string sql, CancellationToken cancellation)
    {
        await using var command = connection.Command(sql);
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false);
    }
}
