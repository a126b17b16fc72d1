using System.Globalization;
using System.IO.Compression;
using System.Text;
using Leadgate.Storage.Engines;
using Leadgate.Tests.Postgres;

namespace Leadgate.Storage.Tests.Postgres;

/// <summary>The store is in a schema of the database beside the one that the rows come from.</summary>
public sealed class PostgresEarlierSchemaTests : EarlierSchemaTests
{
    private const string Earlier = "earlier";

    /// <summary>The database with the filled store; the others are copies.</summary>
    private static readonly Lazy<Task<PostgresDatabase>> Template = new(CreateTemplateAsync);

    private protected override async Task<EarlierStore> CreateAsync(int schema)
    {
        var database = new PostgresTestDatabase(await PostgresDatabase.CreateAsync(await Template.Value));
        var script = new StringBuilder($"create schema {Earlier}; set search_path = {Earlier};");
        foreach (var step in MigrationFile.All("postgres/").Where(step => step.Number <= schema))
            script.Append(step.Sql).Append(";\n");
        script.Append("create table schema_version (version integer primary key, applied_at timestamptz not null default now());");
        foreach (var step in MigrationFile.All("postgres/").Where(step => step.Number <= schema))
            script.Append(CultureInfo.InvariantCulture, $"insert into schema_version (version) values ({step.Number});");
        await database.RowsAsync(script.ToString());

        var columns = (
            await database.RowsAsync(
                $"""
                select here.table_name, string_agg(here.column_name, ', ' order by here.ordinal_position)
                from information_schema.columns here
                join information_schema.columns there
                    on there.table_schema = 'public' and there.table_name = here.table_name and there.column_name = here.column_name
                where here.table_schema = '{Earlier}' group by here.table_name
                """
            )
        ).Select(row => row.Split('|')).ToDictionary(row => row[0], row => row[1]);
        var tables = Copied.Where(columns.ContainsKey).ToDictionary(table => table, table => columns[table]);
        var copy = new StringBuilder();
        foreach (var (table, names) in tables)
            copy.Append(CultureInfo.InvariantCulture, $"insert into {Earlier}.{table} ({names}) select {names} from public.{table};");
        foreach (var sequence in (string[])["bulk_id_seq", "lead_id_seq", "vehicle_id_seq"])
            copy.Append(
                CultureInfo.InvariantCulture,
                $"select setval('{Earlier}.{sequence}', (select last_value from public.{sequence}));"
            );
        copy.Append(
            CultureInfo.InvariantCulture,
            $"update {Earlier}.counter here set value = there.value from public.counter there where there.name = here.name"
        );
        await database.RowsAsync(copy.ToString());
        return new EarlierStore(database, StoreAddress.Parse($"{database.Address}&Search%20Path={Earlier}"), $"{Earlier}.", tables);
    }

    private static async Task<PostgresDatabase> CreateTemplateAsync()
    {
        var template = await PostgresDatabase.CreateAsync();
        template.DropAtExit();
        await using var packed = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "Data", "store-19.sql.gz"));
        await using var unpacked = new GZipStream(packed, CompressionMode.Decompress);
        using var script = new StreamReader(unpacked);
        await template.RowsAsync(await script.ReadToEndAsync(TestContext.Current.CancellationToken));
        return template;
    }
}
