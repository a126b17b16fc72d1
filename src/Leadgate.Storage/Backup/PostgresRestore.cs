using System.Globalization;
using System.Text.RegularExpressions;
using Leadgate.Storage.Engines.Postgres;
using Npgsql;

namespace Leadgate.Storage.Backup;

/// <summary>Restores a dump into an empty PostgreSQL database, in one transaction.</summary>
internal static partial class PostgresRestore
{
    public static async Task<StoreContents> RunAsync(string file, string rest, CancellationToken cancellation)
    {
        var address = PostgresAddress.Parse(rest);
        await using var connections = new PostgresConnections(address);
        try
        {
            await using var connection = await connections.OpenAsync(cancellation).ConfigureAwait(false);
            PostgresMigrations.CheckEncoding(connection);
            var restore = await PostgresProgram.FindAsync("pg_restore", address, connection, cancellation).ConfigureAwait(false);
            PostgresDumpCheck.Check(file, await restore.RunAsync(["--list", file], cancellation).ConfigureAwait(false));
            var schema = await SchemaAsync(restore, file, cancellation).ConfigureAwait(false);
            await restore.RunAsync(PostgresBackup.Verify(file), cancellation).ConfigureAwait(false);
            await FillAsync(connection, restore, file, schema, cancellation).ConfigureAwait(false);

            await StoreRestore.PrepareAsync(new StoreAddress(StoreAddress.Postgres, rest), cancellation).ConfigureAwait(false);
            return await StoreContents.VerifyAsync(connection, cancellation).ConfigureAwait(false);
        }
        catch (Exception e) when (PostgresFailures.IsOutage(e) || e is PostgresException)
        {
            throw new StoreSetupException($"PostgreSQL cannot be used: {PostgresFailures.Describe(e)}", e);
        }
    }

    /// <summary>The schema that a dump contains; it cannot be restored into another, because its statements name it.</summary>
    private static async Task<string> SchemaAsync(PostgresProgram restore, string file, CancellationToken cancellation)
    {
        var script = await restore
            .RunAsync(["--data-only", "--table=schema_version", "--file=-", file], cancellation)
            .ConfigureAwait(false);
        var copies = Copy().Matches(script);
        if (copies.Count != 1)
            throw new StoreSetupException($"{file} is a dump of PostgreSQL, but not a backup of Leadgate.");
        PostgresMigrations.CheckVersion(
            copies[0].Groups["version"].Captures.Max(version => int.Parse(version.ValueSpan, CultureInfo.InvariantCulture))
        );
        var name = copies[0].Groups["schema"].Value;
        return name.StartsWith('"') ? name[1..^1].Replace("\"\"", "\"", StringComparison.Ordinal) : name;
    }

    private static async Task FillAsync(
        NpgsqlConnection connection,
        PostgresProgram restore,
        string file,
        string schema,
        CancellationToken cancellation
    )
    {
        var isNew = await EnsureSchemaAsync(connection, schema, cancellation).ConfigureAwait(false);
        try
        {
            var current = await PostgresBackup.TextAsync(connection, "select current_schema()", cancellation).ConfigureAwait(false);
            if (current != schema)
            {
                var path = Uri.EscapeDataString(Plain().IsMatch(schema) ? schema : Quoted(schema));
                throw new StoreSetupException(
                    $"The backup is of the schema {schema}, and the address leads to {current ?? "none"}. Add ?Search%20Path={path} to it."
                );
            }

            if (
                await PostgresBackup
                    .TextAsync(
                        connection,
                        "select coalesce(to_regclass('schema_version'), to_regclass('bulk'), to_regclass('lead'))::text",
                        cancellation
                    )
                    .ConfigureAwait(false)
                is not null
            )
            {
                throw new StoreSetupException(
                    $"The database {connection.Database} already holds a store, which is not overwritten. Restore into an empty database."
                );
            }

            // Roles and privileges are the server's own; those of the server that the backup comes from need not exist here.
            string[] how =
            [
                "--single-transaction",
                "--exit-on-error",
                "--no-owner",
                "--no-privileges",
                "--no-tablespaces",
                "--no-password",
            ];
            await restore
                .RunAsync(
                    [.. how, $"--schema={schema}", $"--dbname=dbname='{Escape().Replace(connection.Database, "\\$0")}'", file],
                    cancellation
                )
                .ConfigureAwait(false);
        }
        catch when (isNew)
        {
            await connection.ExecuteAsync($"drop schema if exists {Quoted(schema)}", CancellationToken.None).ConfigureAwait(false);
            throw;
        }

        await connection
            .ExecuteAsync(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"""
                    select setval('bulk_id_seq', (select last_value from bulk_id_seq) + {StoreRestore.SkippedBulkIds}),
                        setval('lead_id_seq', (select last_value from lead_id_seq) + {StoreRestore.SkippedLeadIds}),
                        setval('vehicle_id_seq', (select last_value from vehicle_id_seq) + {StoreRestore.SkippedLeadIds})
                    """
                ),
                cancellation
            )
            .ConfigureAwait(false);
    }

    /// <returns>Whether it was created.</returns>
    private static async Task<bool> EnsureSchemaAsync(NpgsqlConnection connection, string schema, CancellationToken cancellation)
    {
        await using var command = connection.Command("select count(*) from pg_namespace where nspname = @schema", ("@schema", schema));
        if (await command.ExecuteScalarAsync(cancellation).ConfigureAwait(false) is not 0L)
            return false;
        await connection.ExecuteAsync($"create schema {Quoted(schema)}", cancellation).ConfigureAwait(false);
        return true;
    }

    private static string Quoted(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    [GeneratedRegex(
        """^COPY (?<schema>"([^"]|"")+"|[^." ]+)\.schema_version \(version, .*\n((?<version>\d+)\t.*\n)+""",
        RegexOptions.Multiline
    )]
    private static partial Regex Copy();

    [GeneratedRegex("^[a-z_][a-z0-9_]*$")]
    private static partial Regex Plain();

    [GeneratedRegex(@"['\\]")]
    private static partial Regex Escape();
}
