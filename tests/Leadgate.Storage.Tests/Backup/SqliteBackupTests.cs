using Leadgate.Storage.Backup;
using Leadgate.Storage.Tests.Sqlite;
using Leadgate.Storage.Tests.Support;
using Leadgate.Tests;

namespace Leadgate.Storage.Tests.Backup;

/// <summary>Backups of SQLite stores.</summary>
public sealed class SqliteBackupTests : BackupTests
{
    protected override string TablesSql => "select name from sqlite_master where type = 'table' order by name";

    protected override string NewerSql => "pragma user_version = 9999";

    protected override string FirstSchemaSql =>
        Repository.Read("src", "Leadgate.Storage", "Engines", "Sqlite", "Migrations", "0001_first_schema.sql")
        + "; pragma user_version = 1";

    protected override IReadOnlyList<string> Additions =>
        [
            "create trigger added_trigger after insert on bulk begin delete from audit_entry; end",
            "create view added_view as select * from api_key",
        ];

    protected override TestDatabase CreateDatabase() => new SqliteTestDatabase();

    [Fact]
    public async Task Erased_data_is_not_in_the_backup()
    {
        await using var database = new SqliteTestDatabase();
        var store = await database.OpenAsync();
        await store.AppendAsync(
            TestData.Bulk(TestData.Lead(("vehicles", null), ("leadNote", "to-be-erased"))),
            TestContext.Current.CancellationToken
        );
        database.Rows("delete from lead");
        await BackUpAsync(database);
        Assert.DoesNotContain(
            "to-be-erased",
            await System.IO.File.ReadAllTextAsync(File, System.Text.Encoding.Latin1, TestContext.Current.CancellationToken),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Changed_letter_is_detected_by_the_checksum()
    {
        await using var database = new SqliteTestDatabase();
        var store = await database.OpenAsync();
        await store.AppendAsync(TestData.Bulk(TestData.Lead(("leadNote", "as it was"))), TestContext.Current.CancellationToken);
        await BackUpAsync(database);
        var text = await System.IO.File.ReadAllTextAsync(File, System.Text.Encoding.Latin1, TestContext.Current.CancellationToken);
        await System.IO.File.WriteAllTextAsync(
            File,
            text.Replace("as it was", "as it is?", StringComparison.Ordinal),
            System.Text.Encoding.Latin1,
            TestContext.Current.CancellationToken
        );
        await using var to = new SqliteTestDatabase();
        var e = await Assert.ThrowsAsync<StoreSetupException>(() => RestoreAsync(to));
        Assert.Contains("is damaged", e.Message, StringComparison.Ordinal);
        Assert.False(System.IO.File.Exists(to.File));
    }

    [Fact]
    public async Task Data_left_in_the_log_by_a_crash_is_in_the_backup()
    {
        await using var database = new SqliteTestDatabase();
        var store = await database.OpenAsync();
        await store.AppendAsync(TestData.Bulk(TestData.Lead()), TestContext.Current.CancellationToken);
        var crashed = StoreAddress.Parse("sqlite:" + database.CopyAsAfterACrash("crashed.db"));
        Assert.Equal(1, (await new StoreBackup(crashed, File, _ => { }).RunAsync(TestContext.Current.CancellationToken)).Bulks);
    }

    [Fact]
    public async Task Database_in_use_is_not_a_backup()
    {
        await using var database = new SqliteTestDatabase();
        var store = await database.OpenAsync();
        await store.AppendAsync(TestData.Bulk(TestData.Lead()), TestContext.Current.CancellationToken);
        await using var to = new SqliteTestDatabase();
        var e = await Assert.ThrowsAsync<StoreSetupException>(async () =>
            await new StoreRestore(database.File, await to.AddressAsync(), _ => { }, requiresChecksum: false).RunAsync(
                TestContext.Current.CancellationToken
            )
        );
        Assert.Contains("in use", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Leftover_files_of_another_store_stop_a_restore()
    {
        await using var database = new SqliteTestDatabase();
        await database.OpenAsync();
        await BackUpAsync(database);
        await using var to = new SqliteTestDatabase();
        await System.IO.File.WriteAllTextAsync(to.File + "-wal", "", TestContext.Current.CancellationToken);
        await Assert.ThrowsAsync<StoreSetupException>(() => RestoreAsync(to));
        Assert.False(System.IO.File.Exists(to.File));
    }

    [Fact]
    public async Task File_that_is_not_a_backup_is_rejected()
    {
        await using var database = new SqliteTestDatabase();
        await using var to = new SqliteTestDatabase();
        database.Rows("create table something (text text)");
        System.IO.File.Copy(database.File, File);
        Assert.Contains(
            "not a backup of Leadgate",
            (await Assert.ThrowsAsync<StoreSetupException>(() => RestoreAsync(to))).Message,
            StringComparison.Ordinal
        );
        await System.IO.File.WriteAllTextAsync(File, "create table bulk", TestContext.Current.CancellationToken);
        Assert.Contains(
            "not a backup",
            (await Assert.ThrowsAsync<StoreSetupException>(() => RestoreAsync(to))).Message,
            StringComparison.Ordinal
        );
        Assert.False(System.IO.File.Exists(to.File));
    }

    [Fact]
    public async Task Backup_of_the_other_engine_is_rejected_with_a_hint()
    {
        await using var database = new SqliteTestDatabase();
        await database.OpenAsync();
        await BackUpAsync(database);
        var e = await Assert.ThrowsAsync<StoreSetupException>(() =>
            new StoreRestore(File, StoreAddress.Parse("postgres://user@localhost/leads"), _ => { }).RunAsync(
                TestContext.Current.CancellationToken
            )
        );
        Assert.Contains("--database sqlite:PATH", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancelled_backup_leaves_nothing_behind()
    {
        await using var database = new SqliteTestDatabase();
        await database.OpenAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
            await new StoreBackup(await database.AddressAsync(), File, _ => { }).RunAsync(new CancellationToken(canceled: true))
        );
        Assert.Empty(Directory.GetFiles(Path.GetDirectoryName(File)!));
    }
}
