using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Leadgate.Storage.Tables;

/// <summary>Lists the tables that a database has.</summary>
internal static class TableList
{
    private const string OfSqlite = "select name from sqlite_master where type = 'table' and name not like 'sqlite\\_%' escape '\\'";

    /// <summary>Of the schema that the store is found in by the search path, which need not be its first.</summary>
    private const string OfPostgres = """
        select relname from pg_class where relkind in ('r', 'p')
            and relnamespace = (select relnamespace from pg_class where oid = to_regclass('schema_version'))
        """;

    public static async Task<IReadOnlySet<string>> ReadAsync(DbConnection connection, CancellationToken cancellation)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = connection is SqliteConnection ? OfSqlite : OfPostgres;
        await using var row = await command.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
        var tables = new HashSet<string>(StringComparer.Ordinal);
        while (await row.ReadAsync(cancellation).ConfigureAwait(false))
            tables.Add(row.GetString(0));
        return tables;
    }
}
