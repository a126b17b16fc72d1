using Leadgate.Storage.Engines.Sqlite;
using Leadgate.Tests;
using Microsoft.Data.Sqlite;

namespace Leadgate.Storage.Tests.Sqlite;

/// <summary>A file that another process keeps locked for longer than a write waits.</summary>
public sealed class GroupLockTests
{
    private const int Group = 10;

    [Fact]
    [Promise("10.4")]
    public async Task Waiting_bulks_wait_for_the_lock_together_and_not_one_after_the_other()
    {
        await using var database = new SqliteTestDatabase();
        await database.OpenAsync();
        await database.CloseAsync();
        var connection = new SqliteConnection($"Data Source={database.File};Default Timeout=1;Pooling=false");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        connection.Scalar("select count(*) from counter");
        var clock = new CountingClock();
        await using var writer = new GroupCommit(new SqliteWriteSession(connection, new SqliteFiles(database.File), clock, _ => { }));
        using var other = database.Connect();
        other.Execute("begin immediate");

        // The first waits alone. The others arrive meanwhile, and are one group.
        var writes = Enumerable.Range(0, 1 + Group).Select(_ => writer.RunAsync(_ => true, 0, CancellationToken.None)).ToList();
        foreach (var write in writes)
            await Assert.ThrowsAsync<StoreUnavailableException>(() => write);
        Assert.InRange(clock.Begins, 1, Group / 2);
        other.Execute("rollback");
    }

    /// <summary>Counts the transactions that begin, each of which reads the time once.</summary>
    private sealed class CountingClock : TimeProvider
    {
        private int _begins;

        public int Begins => _begins;

        public override long GetTimestamp()
        {
            Interlocked.Increment(ref _begins);
            return base.GetTimestamp();
        }
    }
}
