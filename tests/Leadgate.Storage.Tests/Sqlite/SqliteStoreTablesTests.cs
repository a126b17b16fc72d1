using Leadgate.Storage.Tables;
using Leadgate.Storage.Tests.Support;

namespace Leadgate.Storage.Tests.Sqlite;

public sealed class SqliteStoreTablesTests : StoreTablesTests
{
    protected override string TablesSql =>
        "select name from pragma_table_list where schema = 'main' and type in ('table', 'virtual') and name not like 'sqlite_%' "
        + "order by name";

    protected override bool IsDistributed => false;

    protected override TestDatabase CreateDatabase() => new SqliteTestDatabase();

    private protected override bool Has(StoreTable table) => table.IsOnSqlite;

    protected override string ColumnsSql(string table) => $"select name from pragma_table_info('{table}')";

    protected override string TextColumnsSql(string table) => $"select name from pragma_table_info('{table}') where type = 'TEXT'";
}
