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

    protected override TestDatabase CreateDatabase() => new PostgresTestDatabase();

    private protected override bool Has(StoreTable table) => true;

    protected override string ColumnsSql(string table) => $"{Columns} and table_name = '{table}'";

    protected override string TextColumnsSql(string table) => $"{ColumnsSql(table)} and udt_name in ('text', 'json')";
}
