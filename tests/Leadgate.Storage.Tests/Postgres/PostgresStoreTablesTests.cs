using Leadgate.Storage.Tables;
using Leadgate.Storage.Tests.Support;

namespace Leadgate.Storage.Tests.Postgres;

public sealed class PostgresStoreTablesTests : StoreTablesTests
{
    private const string Columns = "select column_name from information_schema.columns where table_schema = current_schema()";

    protected override string TablesSql =>
        """
            select table_name::text collate "C" from information_schema.tables
            where table_schema = current_schema() and table_type = 'BASE TABLE' order by 1
            """;

    [Fact]
    public async Task Tables_come_after_those_that_they_refer_to()
    {
        await using var database = new PostgresTestDatabase();
        await database.OpenAsync();
        var order = StoreTables.All.Select((table, i) => (table.Name, i)).ToDictionary(table => table.Name, table => table.i);
        var keys = await database.RowsAsync(
            "select conrelid::regclass::text, confrelid::regclass::text from pg_constraint where contype = 'f' and conrelid <> confrelid"
        );
        Assert.NotEmpty(keys);
        Assert.All(keys.Select(key => key.Split('|')), key => Assert.True(order[key[0]] > order[key[1]], string.Join(" refers to ", key)));
    }

    protected override TestDatabase CreateDatabase() => new PostgresTestDatabase();

    private protected override bool Has(StoreTable table) => true;

    protected override string ColumnsSql(string table) => $"{Columns} and table_name = '{table}'";

    protected override string TextColumnsSql(string table) => $"{ColumnsSql(table)} and udt_name in ('text', 'json')";
}
