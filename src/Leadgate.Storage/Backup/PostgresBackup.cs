using System.Data;
using System.Globalization;
using Leadgate.Storage.Postgres;
using Npgsql;

namespace Leadgate.Storage.Backup;

/// <summary>
/// Copies a PostgreSQL store with <c>pg_dump</c>: the schema that the store lives in and nothing else of the database. What is counted and
/// what is dumped are of one snapshot.
/// </summary>
internal static class PostgresBackup
{
    public static async Task<StoreContents> WriteAsync(string rest, AtomicFile copy, Action<string> tell, CancellationToken cancellation)
    {
        var address = PostgresAddress.Parse(rest);
        await using var connections = new PostgresConnections(address);
        try
        {
            await using var connection = await connections.OpenAsync(cancellation).ConfigureAwait(false);
            await using var transaction = await connection
                .BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellation)
                .ConfigureAwait(false);
            if (
                await TextAsync(
                        connection,
                        "select nspname from pg_namespace where oid = (select relnamespace from pg_class where oid = to_regclass('schema_version'))",
                        cancellation
                    )
                    .ConfigureAwait(false)
                is not { } schema
            )
            {
                throw new StoreSetupException($"The database {connection.Database} holds no store of Leadgate.");
            }

            var snapshot = await TextAsync(connection, "select pg_export_snapshot()", cancellation).ConfigureAwait(false);
            var dump = await PostgresProgram.FindAsync("pg_dump", address, connection, cancellation).ConfigureAwait(false);

            // In a pattern, quotes make a name of itself.
            string[] what =
            [
                "--format=custom",
                $"--file={copy.Name}",
                $"--schema=\"{schema.Replace("\"", "\"\"", StringComparison.Ordinal)}\"",
                $"--snapshot={snapshot}",
            ];
            await copy.WhileAsync(dump.RunAsync([.. what, "--lock-wait-timeout=10s", "--no-password"], cancellation), tell)
                .ConfigureAwait(false);
            var contents = await StoreContents.ReadAsync(connection, cancellation).ConfigureAwait(false);
            tell("looking the copy through");
            await (await PostgresProgram.FindAsync("pg_restore", address, connection, cancellation).ConfigureAwait(false))
                .RunAsync(ReadThrough(copy.Name), cancellation)
                .ConfigureAwait(false);
            return contents;
        }
        catch (Exception e) when (PostgresFailures.IsOutage(e) || e is PostgresException)
        {
            throw new StoreSetupException($"PostgreSQL cannot be copied: {PostgresFailures.Reason(e)}", e);
        }
    }

    /// <summary>What the first column of the first row says, or null.</summary>
    public static async Task<string?> TextAsync(NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = connection.Command(sql);
        return
            Convert.ToString(await command.ExecuteScalarAsync(cancellation).ConfigureAwait(false), CultureInfo.InvariantCulture)
                is { Length: > 0 } text
            ? text
            : null;
    }

    /// <summary>Arguments that make pg_restore read and unpack every byte, for nobody.</summary>
    public static string[] ReadThrough(string file) => [$"--file={(OperatingSystem.IsWindows() ? "NUL" : "/dev/null")}", file];
}
