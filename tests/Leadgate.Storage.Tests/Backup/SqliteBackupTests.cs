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

    protected override StorePlace NewPlace() => new SqlitePlace();

    [Fact]
    public async Task What_was_erased_is_not_in_the_copy()
    {
        await using var place = new SqlitePlace();
        var store = await place.OpenAsync();
        await store.AppendAsync(
            Some.Bulk(Some.Lead(("vehicles", null), ("leadNote", "to-be-erased"))),
            TestContext.Current.CancellationToken
        );
        place.Rows("delete from lead");
        await BackUpAsync(place);
        Assert.DoesNotContain(
            "to-be-erased",
            await System.IO.File.ReadAllTextAsync(File, System.Text.Encoding.Latin1, TestContext.Current.CancellationToken),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_letter_that_has_changed_since_is_noticed_by_the_sum()
    {
        await using var place = new SqlitePlace();
        var store = await place.OpenAsync();
        await store.AppendAsync(Some.Bulk(Some.Lead(("leadNote", "as it was"))), TestContext.Current.CancellationToken);
        await BackUpAsync(place);
        var text = await System.IO.File.ReadAllTextAsync(File, System.Text.Encoding.Latin1, TestContext.Current.CancellationToken);
        await System.IO.File.WriteAllTextAsync(
            File,
            text.Replace("as it was", "as it is?", StringComparison.Ordinal),
            System.Text.Encoding.Latin1,
            TestContext.Current.CancellationToken
        );
        await using var to = new SqlitePlace();
        var e = await Assert.ThrowsAsync<StoreSetupException>(() => RestoreAsync(to));
        Assert.Contains("is damaged", e.Message, StringComparison.Ordinal);
        Assert.False(System.IO.File.Exists(to.File));
    }

    [Fact]
    public async Task What_a_crash_left_in_the_log_is_in_the_copy()
    {
        await using var place = new SqlitePlace();
        var store = await place.OpenAsync();
        await store.AppendAsync(Some.Bulk(Some.Lead()), TestContext.Current.CancellationToken);
        var crashed = StoreAddress.Parse("sqlite:" + place.CopyAsAfterACrash("crashed.db"));
        Assert.Equal(1, (await new StoreBackup(crashed, File, _ => { }).RunAsync(TestContext.Current.CancellationToken)).Bulks);
    }

    [Fact]
    public async Task A_database_in_use_is_no_backup()
    {
        await using var place = new SqlitePlace();
        var store = await place.OpenAsync();
        await store.AppendAsync(Some.Bulk(Some.Lead()), TestContext.Current.CancellationToken);
        await using var to = new SqlitePlace();
        var e = await Assert.ThrowsAsync<StoreSetupException>(async () =>
            await new StoreRestore(place.File, await to.AddressAsync(), _ => { }).RunAsync(TestContext.Current.CancellationToken)
        );
        Assert.Contains("in use", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_left_of_another_store_is_not_mixed_with_the_restored_one()
    {
        await using var place = new SqlitePlace();
        await place.OpenAsync();
        await BackUpAsync(place);
        await using var to = new SqlitePlace();
        await System.IO.File.WriteAllTextAsync(to.File + "-wal", "", TestContext.Current.CancellationToken);
        await Assert.ThrowsAsync<StoreSetupException>(() => RestoreAsync(to));
        Assert.False(System.IO.File.Exists(to.File));
    }

    [Fact]
    public async Task What_is_no_backup_of_ours_is_refused()
    {
        await using var place = new SqlitePlace();
        await using var to = new SqlitePlace();
        place.Rows("create table something (text text)");
        System.IO.File.Copy(place.File, File);
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
    public async Task A_copy_for_the_other_engine_is_refused_with_what_fits()
    {
        await using var place = new SqlitePlace();
        await place.OpenAsync();
        await BackUpAsync(place);
        var e = await Assert.ThrowsAsync<StoreSetupException>(() =>
            new StoreRestore(File, StoreAddress.Parse("postgres://user@localhost/leads"), _ => { }).RunAsync(
                TestContext.Current.CancellationToken
            )
        );
        Assert.Contains("--database sqlite:PATH", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_copy_that_is_given_up_leaves_nothing_behind()
    {
        await using var place = new SqlitePlace();
        await place.OpenAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
            await new StoreBackup(await place.AddressAsync(), File, _ => { }).RunAsync(new CancellationToken(canceled: true))
        );
        Assert.Empty(Directory.GetFiles(Path.GetDirectoryName(File)!));
    }
}
