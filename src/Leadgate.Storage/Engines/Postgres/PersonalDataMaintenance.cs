using Leadgate.Storage.Tables;
using Npgsql;

namespace Leadgate.Storage.Engines.Postgres;

/// <summary>Removes what a server still knows of erased data: samples of its values, and old versions of its rows.</summary>
internal sealed class PersonalDataMaintenance(NpgsqlConnection connection, ServerSettings settings)
{
    /// <summary>
    /// ANALYZE leaves the samples of an empty table as they are, and changing the type of a column drops them. Of the tables that become
    /// empty, only this one has a column of which PostgreSQL keeps samples; it keeps none of JSON.
    /// </summary>
    private const string FindSamplesOfEmptyTable = """
        select not exists (select from idempotency_key) and exists (
            select from pg_stats join pg_namespace on nspname = schemaname join pg_class on relnamespace = pg_namespace.oid
            where relname = tablename and attname = 'key' and pg_class.oid = 'idempotency_key'::regclass
        )
        """;

    private const string DropSamples = "alter table idempotency_key alter column key type text";

    private static IEnumerable<string> Tables =>
        StoreTables.All.Where(table => table.DataSubjectColumns.Count > 0).Select(table => table.Name);

    public async Task RenewStatisticsAsync(CancellationToken cancellation)
    {
        foreach (var table in Tables)
            await ExecuteAsync("analyze " + table, cancellation).ConfigureAwait(false);
        await DropSamplesOfEmptyTableAsync(cancellation).ConfigureAwait(false);
    }

    public async Task VacuumAsync(CancellationToken cancellation)
    {
        // What a table held on the coordinator before it was distributed is still there; Citus does not look at it.
        foreach (var table in settings.HasCitus ? await DistributedTables.ReadAsync(connection, cancellation).ConfigureAwait(false) : [])
            await ExecuteAsync(DistributedTables.TruncateLocal(table), cancellation).ConfigureAwait(false);
        foreach (var table in Tables)
            await ExecuteAsync($"vacuum (full, analyze) {table}", cancellation).ConfigureAwait(false);
        await DropSamplesOfEmptyTableAsync(cancellation).ConfigureAwait(false);
    }

    /// <summary>Citus does not allow it for the column that distributes the table.</summary>
    private async Task DropSamplesOfEmptyTableAsync(CancellationToken cancellation)
    {
        if (settings.HasCitus)
            return;
        await using var find = connection.Command(FindSamplesOfEmptyTable);
        if (await find.ExecuteScalarAsync(cancellation).ConfigureAwait(false) is true)
            await ExecuteAsync(DropSamples, cancellation).ConfigureAwait(false);
    }

    private async Task ExecuteAsync(string sql, CancellationToken cancellation)
    {
        await using var command = connection.Command(sql);
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false);
    }
}
