using System.Globalization;
using System.IO.Compression;
using Leadgate.Storage.Engines.Sqlite;
using Leadgate.Tests;
using Microsoft.Data.Sqlite;

namespace Leadgate.Storage.Tests.Sqlite;

public sealed class SqliteEarlierSchemaTests : EarlierSchemaTests, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private protected override async Task<EarlierStore> CreateAsync(int schema)
    {
        var filled = _folder.Path("filled.db");
        if (!File.Exists(filled))
        {
            await using var packed = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "Data", "store-19.db.gz"));
            await using var unpacked = new GZipStream(packed, CompressionMode.Decompress);
            await using var file = File.Create(filled);
            await unpacked.CopyToAsync(file, TestContext.Current.CancellationToken);
        }

        var database = new SqliteTestDatabase();
        await using var connection = new SqliteConnection($"Data Source={database.File};Pooling=False;Foreign Keys=False");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        SqliteMigrations.CreateSchema(connection, schema);
        connection.Execute(string.Create(CultureInfo.InvariantCulture, $"pragma user_version = {schema}"));
        connection.Execute($"attach '{filled}' as filled");
        var tables = new Dictionary<string, string>();
        foreach (var table in Copied)
        {
            var common = connection.Scalar(
                $"""
                select group_concat(here.name, ', ') from pragma_table_info('{table}', 'main') as here
                join pragma_table_info('{table}', 'filled') as there on there.name = here.name
                """
            );
            if (common is not string columns)
                continue;
            tables[table] = columns;
            connection.Execute($"insert into main.{table} ({columns}) select {columns} from filled.{table}");
        }

        var (counter, value) = schema < 7 ? ("sequence", "last") : ("counter", "value");
        connection.Execute(
            $"update {counter} set {value} = (select c.value from filled.counter c where c.name = main.{counter}.name) "
                + "where name in (select name from filled.counter)"
        );
        connection.Execute("detach filled");
        return new EarlierStore(database, StoreAddress.Parse("sqlite:" + database.File), "", tables);
    }
}
