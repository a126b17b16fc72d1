using Leadgate.Storage.Tables;
using Npgsql;

namespace Leadgate.Storage.Engines.Postgres;

/// <summary>The tables of the store that Citus has distributed.</summary>
internal static class DistributedTables
{
    /// <summary>
    /// Reference tables are those of replication model t; tables that Citus only knows of, because they have a key to one, do not count.
    /// </summary>
    private const string Find = "select logicalrelid::regclass::text from pg_dist_partition where partmethod = 'h' or repmodel = 't'";

    /// <summary>Reads them, in the order of the catalog.</summary>
    public static async Task<IReadOnlyList<string>> ReadAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = connection.Command(Find);
        await using var row = await command.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
        var tables = new HashSet<string>(StringComparer.Ordinal);
        while (await row.ReadAsync(cancellation).ConfigureAwait(false))
            tables.Add(row.GetString(0));
        return [.. StoreTables.All.Select(table => table.Name).Where(tables.Contains)];
    }

    /// <summary>Removes the rows that a table had before it was distributed: they stay on the coordinator otherwise.</summary>
    public static string TruncateLocal(string table) => $"select truncate_local_data_after_distributing_table('{table}')";
}
