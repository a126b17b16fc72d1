using System.CommandLine;
using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using Leadgate.Storage.Engines;
using Leadgate.Storage.Upgrades;
using Leadgate.Tests.Postgres;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Leadgate.Bench.Upgrades;

/// <summary>
/// <c>bench upgrade</c>: measures what each step of the schema costs for each million leads. The figures are written into
/// <see cref="SchemaSteps"/>.
/// </summary>
internal static class UpgradeBench
{
    /// <summary>Bulks of ten leads, one of them with errors, as the first schema stored them.</summary>
    private const string Fill = """
        insert into bulk (id, status, created_at, created_by, total_records, error_records)
        select i, 1, {time}, 'web-site', 10, 1 from {bulks};
        insert into lead (bulk_id, id, position, lead_type, first_name, last_name, phone_code, phone_number, email, customer_country,
            customer_region, customer_city, preferred_language, company, ou, business_area, lead_date, lead_interest, source, sub_source,
            lead_name, lead_reference, lead_note, priority, branch_routed)
        select (i + 9) / 10, i, i % 10, 1, 'Reem', 'Example', 1, '500000000', 'reem@example.com', 1, 1, 1, 1, 'JTC', 1, 1, {time}, 1, 1, 1,
            'Form ' || i, 'reference-' || i, 'A note of about the length that people write into a form', 1, {false}
        from {leads} where i % 10 <> 0;
        insert into lead_with_errors (bulk_id, id, position, source, vehicle_count, sent, errors)
        select i / 10, i, 9, 1, 0, {json}, {empty} from {leads} where i % 10 = 0;
        """;

    private const string Sent =
        """'{"firstName": "Reem", "phoneNumber": "500000000", "priority": "Tepid", "leadReference": "reference-' || i || '"}'""";

    public static Command CreateCommand()
    {
        var command = new Command("upgrade", "Measure how long each step of the schema takes for each million leads, on both engines.");
        var leads = new Option<int>("--leads") { Description = "Number of leads.", DefaultValueFactory = _ => 1_000_000 };
        command.Add(leads);
        command.SetAction((result, cancellation) => RunAsync(result.GetValue(leads), cancellation));
        return command;
    }

    /// <summary>The statements that fill a database, as an engine writes rows, times, and literals.</summary>
    private static string CreateFill(Func<int, string> rows, int leads, string time, string no, string json, string empty) =>
        Fill.Replace("{bulks}", rows(leads / 10), StringComparison.Ordinal)
            .Replace("{leads}", rows(leads), StringComparison.Ordinal)
            .Replace("{time}", time, StringComparison.Ordinal)
            .Replace("{false}", no, StringComparison.Ordinal)
            .Replace("{json}", json, StringComparison.Ordinal)
            .Replace("{empty}", empty, StringComparison.Ordinal);

    private static async Task<int> RunAsync(int leads, CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("leadgate-upgrade-");
        try
        {
            var file = Path.Combine(folder.FullName, "leads.db");
            await using (var sqlite = new SqliteConnection($"Data Source={file};Pooling=False;Foreign Keys=False"))
            {
                await sqlite.OpenAsync(cancellation);
                await ExecuteAsync(sqlite, "pragma journal_mode = wal; pragma synchronous = full", cancellation);
                await MeasureAsync(
                    "SQLite",
                    "sqlite/",
                    sqlite,
                    CreateFill(Series, leads, time: "'2026-03-01T09:30:00.000Z'", no: "0", json: Sent, empty: "'[]'"),
                    leads,
                    async () =>
                    {
                        await ExecuteAsync(sqlite, "pragma wal_checkpoint(truncate)", cancellation);
                        return new FileInfo(file).Length;
                    },
                    cancellation
                );
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        await using var server = await PostgresServer.StartNewAsync();
        await server.ExecuteAsync("create database leads");
        await using var postgres = new NpgsqlConnection(server.ConnectionString("leads"));
        await postgres.OpenAsync(cancellation);
        await MeasureAsync(
            "PostgreSQL",
            "postgres/",
            postgres,
            CreateFill(
                Generated,
                leads,
                time: "timestamptz '2026-03-01T09:30:00Z'",
                no: "false",
                json: $"({Sent})::json",
                empty: "json '[]'"
            ),
            leads,
            async () => (long)(await ScalarAsync(postgres, "select pg_database_size('leads')", cancellation))!,
            cancellation
        );
        return 0;
    }

    private static async Task MeasureAsync(
        string engine,
        string prefix,
        DbConnection connection,
        string fill,
        int leads,
        Func<Task<long>> readSize,
        CancellationToken cancellation
    )
    {
        var steps = MigrationFile.All(prefix);
        await ExecuteAsync(connection, steps[0].Sql, cancellation);
        await ExecuteAsync(connection, fill, cancellation);
        var size = await readSize();
        await Console.Out.WriteLineAsync(
            string.Create(CultureInfo.InvariantCulture, $"{engine}, {leads:N0} leads, {size / 1e6:N0} MB; for each million leads:")
        );
        foreach (var step in steps.Skip(1))
        {
            var began = Stopwatch.GetTimestamp();
            await ExecuteAsync(connection, $"begin;\n{step.Sql};\ncommit", cancellation);
            var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
            var grown = await readSize();
            await Console.Out.WriteLineAsync(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{step.Number, 3}  {seconds / leads * 1e6, 8:0.00} s  {(grown - size) / (double)leads, 8:0.0} MB  "
                        + $"{SchemaSteps.Get(step.Number).Summary}"
                )
            );
            size = grown;
        }
    }

    private static string Series(int count) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"(with recursive n(i) as (select 1 union all select i + 1 from n where i < {count}) select i from n)"
        );

    private static string Generated(int count) => string.Create(CultureInfo.InvariantCulture, $"generate_series(1, {count}) as n(i)");

    private static async Task ExecuteAsync(DbConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = connection.CreateCommand();
        (command.CommandText, command.CommandTimeout) = (sql, 0);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private static async Task<object?> ScalarAsync(DbConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteScalarAsync(cancellation);
    }
}
