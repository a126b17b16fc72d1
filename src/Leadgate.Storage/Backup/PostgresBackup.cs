using System.Data;
using System.Globalization;
using Leadgate.Storage.Engines.Postgres;
using Leadgate.Storage.Tables;
using Npgsql;

namespace Leadgate.Storage.Backup;

/// <summary>
/// Copies a PostgreSQL store with <c>pg_dump</c>: the schema that the store lives in and nothing else of the database. Counts and dump are
/// of one snapshot.
/// </summary>
internal static class PostgresBackup
{
    /// <summary>The schema that the store lives in, by the search path.</summary>
    private const string FindSchema = """
        select nspname from pg_namespace where oid = (select relnamespace from pg_class where oid = to_regclass('schema_version'))
        """;

    /// <summary>
    /// The entries of the tables of a schema in the output of <c>pg_restore --list</c>. A partitioned table has no rows of its own.
    /// </summary>
    private const string FindEntries = """
        select relname, format('%s %s %s ', case relkind when 'p' then 'TABLE' else 'TABLE DATA' end, nspname, relname)
        from pg_class join pg_namespace on pg_namespace.oid = relnamespace
        where relkind in ('r', 'p') and nspname = @schema
        """;

    public static async Task<StoreContents> WriteAsync(string rest, AtomicFile copy, Action<string> report, CancellationToken cancellation)
    {
        var address = PostgresAddress.Parse(rest);
        await using var connections = new PostgresConnections(address);
        try
        {
            await using var connection = await connections.OpenAsync(cancellation).ConfigureAwait(false);
            await using var transaction = await connection
                .BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellation)
                .ConfigureAwait(false);
            if (await TextAsync(connection, FindSchema, cancellation).ConfigureAwait(false) is not { } schema)
            {
                throw new StoreSetupException($"The database {connection.Database} does not hold a store of Leadgate.");
            }

            var snapshot = await TextAsync(connection, "select pg_export_snapshot()", cancellation).ConfigureAwait(false);
            var dump = await PostgresProgram.FindAsync("pg_dump", address, connection, cancellation).ConfigureAwait(false);

            // Quotes keep a pattern from matching other names.
            string[] what =
            [
                "--format=custom",
                $"--file={copy.Name}",
                $"--schema=\"{schema.Replace("\"", "\"\"", StringComparison.Ordinal)}\"",
                $"--snapshot={snapshot}",
            ];
            await copy.WaitAsync(dump.RunAsync([.. what, "--lock-wait-timeout=10s", "--no-password"], cancellation), report)
                .ConfigureAwait(false);
            var contents = await StoreContents.ReadAsync(connection, cancellation).ConfigureAwait(false);
            report("verifying the backup");
            var restore = await PostgresProgram.FindAsync("pg_restore", address, connection, cancellation).ConfigureAwait(false);
            await restore.RunAsync(Verify(copy.Name), cancellation).ConfigureAwait(false);
            await CheckTablesAsync(connection, schema, restore, copy.Name, cancellation).ConfigureAwait(false);
            return contents;
        }
        catch (Exception e) when (PostgresFailures.IsOutage(e) || e is PostgresException)
        {
            throw new StoreSetupException($"The database cannot be backed up: {PostgresFailures.Describe(e)}", e);
        }
    }

    /// <summary>Throws when a table of the store is not in the dump.</summary>
    private static async Task CheckTablesAsync(
        NpgsqlConnection connection,
        string schema,
        PostgresProgram restore,
        string copy,
        CancellationToken cancellation
    )
    {
        var contents = await restore.RunAsync(["--list", copy], cancellation).ConfigureAwait(false);
        var names = StoreTables.All.Select(table => table.Name).ToHashSet();
        await using var find = connection.Command(FindEntries, ("@schema", schema));
        await using var row = await find.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
        while (await row.ReadAsync(cancellation).ConfigureAwait(false))
        {
            var (table, entry) = (row.GetString(0), row.GetString(1));
            if (names.Contains(table) && !contents.Contains($" {entry}", StringComparison.Ordinal))
                throw new StoreSetupException($"The backup is incomplete: the table {table} is missing.");
        }
    }

    /// <summary>The first column of the first row as text, or null.</summary>
    public static async Task<string?> TextAsync(NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = connection.Command(sql);
        return
            Convert.ToString(await command.ExecuteScalarAsync(cancellation).ConfigureAwait(false), CultureInfo.InvariantCulture)
                is { Length: > 0 } text
            ? text
            : null;
    }

    /// <summary>Arguments that make pg_restore read and unpack every byte, and discard the result.</summary>
    public static string[] Verify(string file) => [$"--file={(OperatingSystem.IsWindows() ? "NUL" : "/dev/null")}", file];
}
