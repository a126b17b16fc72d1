using Leadgate.Storage.Tests.Support;

namespace Leadgate.Storage.Tests.Postgres;

public sealed class PostgresEarlierStoreTests : EarlierStoreTests
{
    protected override string TablesSql =>
        "select table_name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'";

    protected override string CountersBeforeSql => "select name, value from counter";

    protected override string ColumnsSql(string table) =>
        $"select column_name from information_schema.columns where table_name = '{table}' order by ordinal_position";

    private protected override async Task<TestDatabase> CreateDatabaseAsync()
    {
        var database = new PostgresTestDatabase();
        using var script = new StreamReader(Open("store-6.sql.gz"));
        await database.RowsAsync(await script.ReadToEndAsync(TestContext.Current.CancellationToken));
        return database;
    }
}
