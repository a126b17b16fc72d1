using Leadgate.Storage.Tests.Support;

namespace Leadgate.Storage.Tests.Sqlite;

public sealed class SqliteEarlierStoreTests : EarlierStoreTests
{
    protected override string TablesSql => "select name from sqlite_master where type = 'table' order by name";

    protected override string CountersBeforeSql => "select name, last from sequence";

    protected override string RenameReferenceSql =>
        """update lead_with_errors set sent = replace(sent, '"leadReference"', '"LeadREFERENCE"')""";

    protected override string ColumnsSql(string table) => $"select name from pragma_table_info('{table}')";

    private protected override TestDatabase CreateEmptyDatabase() => new SqliteTestDatabase();

    private protected override async Task<TestDatabase> CreateDatabaseAsync()
    {
        var database = new SqliteTestDatabase();
        await using var store = Open("store-6.db.gz");
        await using var file = File.Create(database.File);
        await store.CopyToAsync(file, TestContext.Current.CancellationToken);
        return database;
    }
}
