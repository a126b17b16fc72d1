using Leadgate.Storage.Engines.Sqlite;
using Leadgate.Storage.Tests.Support;
using Leadgate.Tests;

namespace Leadgate.Storage.Tests.Sqlite;

/// <summary>A database file that is moved away while the store has it open.</summary>
public sealed class SqliteFilesTests
{
    [Fact]
    [Promise("2.6")]
    public async Task Bulk_that_is_rejected_because_the_file_is_gone_is_not_stored()
    {
        await using var database = new SqliteTestDatabase();
        var store = await database.OpenAsync();
        File.Move(database.File, database.File + ".away");
        await Assert.ThrowsAsync<StoreUnavailableException>(() => AppendAsync(store));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => store.FindBulkAsync(1, TestContext.Current.CancellationToken));
        Assert.False(File.Exists(database.File));

        File.Move(database.File + ".away", database.File);
        Assert.Equal(["0"], database.Rows("select count(*) from bulk"));
        Assert.IsType<AppendOutcome.Stored>(await AppendAsync(store));
    }

    [Fact]
    [Promise("2.6")]
    public async Task Transaction_is_not_acknowledged_if_the_file_goes_before_its_commit()
    {
        await using var database = new SqliteTestDatabase();
        await database.OpenAsync();
        await database.CloseAsync();
        await using var engine = SqliteEngine.Open(database.File, database.Time);
        var e = await Assert.ThrowsAsync<StoreUnavailableException>(() =>
            engine.WriteAsync(
                (_, _) =>
                {
                    File.Move(database.File, database.File + ".away");
                    return Task.FromResult(true);
                },
                TestContext.Current.CancellationToken
            )
        );
        Assert.Contains($"{database.File} is gone", e.Message, StringComparison.Ordinal);

        // It is in the file that was moved away.
        Assert.True(e.IsInDoubt);
    }

    [Fact]
    [Promise("2.6")]
    public async Task Every_member_of_a_group_learns_that_its_commit_is_in_doubt()
    {
        await using var database = new SqliteTestDatabase();
        await database.OpenAsync();
        await database.CloseAsync();
        await using var engine = SqliteEngine.Open(database.File, database.Time);
        using var hasStarted = new ManualResetEventSlim();
        using var isGroupComplete = new ManualResetEventSlim();
        var before = WriteAsync(() =>
        {
            hasStarted.Set();
            isGroupComplete.Wait(TestContext.Current.CancellationToken);
        });
        hasStarted.Wait(TestContext.Current.CancellationToken);
        Task[] group = [WriteAsync(() => File.Move(database.File, database.File + ".away")), WriteAsync(() => { })];
        isGroupComplete.Set();
        await before;
        foreach (var member in group)
            Assert.True((await Assert.ThrowsAsync<StoreUnavailableException>(() => member)).IsInDoubt);

        Task WriteAsync(Action work) =>
            engine.WriteAsync(
                (_, _) =>
                {
                    work();
                    return Task.FromResult(true);
                },
                TestContext.Current.CancellationToken
            );
    }

    [Fact]
    public async Task Connection_for_reading_creates_no_file()
    {
        await using var database = new SqliteTestDatabase();
        Assert.Throws<Microsoft.Data.Sqlite.SqliteException>(() => new SqliteConnections(database.File, TimeSpan.FromSeconds(5)).Open());
        Assert.False(File.Exists(database.File));
    }

    [Fact]
    public async Task Start_creates_no_database_beside_the_log_of_a_lost_one()
    {
        await using var database = new SqliteTestDatabase();
        await File.WriteAllBytesAsync(database.File + "-wal", [1], TestContext.Current.CancellationToken);
        var e = Assert.Throws<StoreSetupException>(() => SqliteEngine.Open(database.File, database.Time));
        Assert.Contains("is gone, but its log", e.Message, StringComparison.Ordinal);
        Assert.True(File.Exists(database.File + "-wal"));
        Assert.False(File.Exists(database.File));
    }

    private static Task<AppendOutcome> AppendAsync(ILeadStore store) =>
        store.AppendAsync(TestData.Bulk(TestData.Lead()), TestContext.Current.CancellationToken);
}
