using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Globalization;
using Leadgate.Storage.Engines;
using Leadgate.Storage.Engines.Sqlite;
using Leadgate.Storage.Tests.Support;
using Leadgate.Tests;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Time.Testing;

namespace Leadgate.Storage.Tests.Sqlite;

/// <summary>
/// The only writer of a file: waiting bulks share a transaction, a failure is that of one bulk, and outages are reported.
/// </summary>
public sealed class GroupCommitTests
{
    [Fact]
    [Promise("2.6")]
    public async Task Bulks_waiting_for_a_locked_file_share_one_transaction()
    {
        await using var database = new SqliteTestDatabase();
        var store = await database.OpenAsync();
        var before = CommitsInLog(database.File);
        using var other = database.Connect();
        Execute(other, "begin immediate");
        var first = store.AppendAsync(TestData.Bulk(TestData.Lead()), TestContext.Current.CancellationToken);
        var waiting = Enumerable
            .Range(0, 50)
            .Select(_ => store.AppendAsync(TestData.Bulk(TestData.Lead()), TestContext.Current.CancellationToken))
            .ToList();
        Assert.DoesNotContain([first, .. waiting], task => task.IsCompleted);

        // The first may have begun alone; all the others are one transaction, or two if some came while it was gathered.
        Execute(other, "commit");
        await Task.WhenAll([first, .. waiting]);
        Assert.InRange(CommitsInLog(database.File) - before, 1, 3);
    }

    [Fact]
    [Promise("10.4")]
    public async Task Small_bulks_are_stored_before_the_large_ones_that_wait()
    {
        using var folder = new TemporaryFolder();
        await using var writer = Writer(folder, TimeProvider.System);
        var written = new ConcurrentQueue<string>();

        // The others wait only once the writer has begun with the first.
        var (begun, mayEnd) = (new TaskCompletionSource(), new ManualResetEventSlim());
        var first = RunAsync(writer, 1, begun.SetResult, mayEnd.Wait);
        await begun.Task;
        var large = Enumerable
            .Range(0, 2)
            .Select(_ => RunAsync(writer, 2 * WriteQueue<string>.Large, () => written.Enqueue("large")))
            .ToList();
        var small = Enumerable.Range(0, 10).Select(_ => RunAsync(writer, 1, () => written.Enqueue("small"))).ToList();
        mayEnd.Set();
        await Task.WhenAll([first, .. large, .. small]);
        Assert.Equal([.. Enumerable.Repeat("small", 10), "large", "large"], written);
    }

    [Fact]
    [Promise("10.4")]
    public async Task Large_bulk_leaves_the_writer_to_small_ones_for_as_long_as_the_last_large_one_took()
    {
        using var folder = new TemporaryFolder();
        var time = new FakeTimeProvider();
        await using var writer = Writer(folder, time);

        var (begun, mayEnd) = (new TaskCompletionSource(), new ManualResetEventSlim());
        var first = RunAsync(writer, 2 * WriteQueue<string>.Large, begun.SetResult, mayEnd.Wait);
        await begun.Task;
        var (second, small) = (RunAsync(writer, 2 * WriteQueue<string>.Large), RunAsync(writer, 1));
        time.Advance(LargeWorkPace.MaxPause);
        mayEnd.Set();
        await Task.WhenAll(first, small);
        await RunAsync(writer, 1);
        Assert.False(second.IsCompleted);
        time.Advance(LargeWorkPace.MaxPause);
        await second;
    }

    [Fact]
    [Promise("2.6")]
    public async Task Bulk_that_cannot_be_stored_fails_alone()
    {
        await using var database = new SqliteTestDatabase();
        var store = await database.OpenAsync();
        using var other = database.Connect();
        Execute(
            other,
            "create trigger refuse before insert on lead when new.lead_reference = 'bad' begin select raise(abort, 'refused'); end"
        );

        // They wait for the file together, so they begin in one transaction.
        Execute(other, "begin immediate");
        var appends = Enumerable
            .Range(0, 40)
            .Select(n =>
                store.AppendAsync(
                    TestData.Bulk(TestData.Lead(), TestData.Lead(("leadReference", n % 10 == 7 ? "bad" : $"good {n}"))),
                    TestContext.Current.CancellationToken
                )
            )
            .ToList();
        Execute(other, "commit");

        for (var n = 0; n < appends.Count; n++)
        {
            if (n % 10 == 7)
                await Assert.ThrowsAnyAsync<Exception>(() => appends[n]);
            else
                Assert.Equal(2, (await appends[n]).Bulk().TotalRecords);
        }

        Assert.Equal(["36|72"], database.Rows("select (select count(*) from bulk), (select count(*) from lead)"));
        Assert.Empty(database.Rows("select id from bulk where total_records <> (select count(*) from lead where bulk_id = bulk.id)"));
    }

    /// <summary>Each by itself, they would wait one after the other. They have one failure, because they waited once.</summary>
    [Fact]
    public async Task Bulks_that_wait_for_a_lock_together_give_up_together()
    {
        await using var database = new SqliteTestDatabase();
        await database.OpenAsync();
        await database.CloseAsync();
        await using var store = new LeadStore(
            SqliteEngine.Open(database.File, TimeProvider.System, new StoreOptions { LockWait = TimeSpan.FromSeconds(1) })
        );
        using var other = database.Connect();
        var bulks = Enumerable.Range(0, 11).Select(_ => TestData.Bulk(TestData.Lead())).ToList();
        Execute(other, "begin immediate");
        var waiting = bulks.ConvertAll(bulk => store.AppendAsync(bulk, TestContext.Current.CancellationToken));
        var failures = new List<StoreUnavailableException>();
        foreach (var append in waiting)
            failures.Add(await Assert.ThrowsAsync<StoreUnavailableException>(() => append));

        // The first may have begun alone, and on a busy machine not all of the others have come before it gives up.
        Assert.InRange(failures.Distinct().Count(), 1, 4);
        Assert.DoesNotContain(failures, failure => failure.IsInDoubt);
        Execute(other, "commit");
    }

    [Fact]
    [Promise("2.6")]
    public async Task Copy_of_the_file_at_any_time_holds_whole_bulks_and_every_acknowledged_one()
    {
        await using var database = new SqliteTestDatabase();
        var store = await database.OpenAsync();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var acknowledged = 0;
        var senders = Enumerable
            .Range(0, 4)
            .Select(_ =>
                Task.Run(
                    async () =>
                    {
                        while (!stop.IsCancellationRequested)
                        {
                            await store.AppendAsync(
                                TestData.Bulk(TestData.Lead(), TestData.Lead(("priority", null)), TestData.Lead()),
                                CancellationToken.None
                            );
                            Interlocked.Increment(ref acknowledged);
                        }
                    },
                    CancellationToken.None
                )
            )
            .ToList();
        for (var copy = 1; copy <= 6; copy++)
        {
            var enough = copy * 50;
            await Wait.UntilAsync(() => Volatile.Read(ref acknowledged) >= enough, "The bulks are not acknowledged.");
            var before = Volatile.Read(ref acknowledged);
            var file = database.CopyAsAfterACrash($"copy{copy}.db");
            Assert.Empty(
                SqliteTestDatabase.RowsOf(
                    file,
                    """
                    select id from bulk where total_records <>
                        (select count(*) from lead where bulk_id = bulk.id)
                            + (select count(*) from lead_with_errors where bulk_id = bulk.id)
                    """
                )
            );
            Assert.Equal(["ok"], SqliteTestDatabase.RowsOf(file, "pragma integrity_check"));
            Assert.True(
                long.Parse(SqliteTestDatabase.RowsOf(file, "select count(*) from bulk")[0], CultureInfo.InvariantCulture) >= before
            );
        }

        await stop.CancelAsync();
        await Task.WhenAll(senders);
    }

    [Theory]
    [InlineData("/proc/none/leadgate.db")]
    [InlineData("/dev/null")]
    public void Path_that_cannot_hold_a_file_is_reported_in_one_line(string path)
    {
        var e = Assert.Throws<StoreSetupException>(() => new LeadStore(SqliteEngine.Open(path, TimeProvider.System)));
        Assert.Contains(path, e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', e.Message);
    }

    [Fact]
    public async Task File_that_is_not_a_database_is_reported_and_not_overwritten()
    {
        await using var database = new SqliteTestDatabase();
        await File.WriteAllTextAsync(database.File, new string('x', 10_000), TestContext.Current.CancellationToken);
        var e = await Assert.ThrowsAsync<StoreSetupException>(() => database.OpenAsync());
        Assert.Contains("not an SQLite database", e.Message, StringComparison.Ordinal);
        Assert.Equal(new string('x', 10_000), await File.ReadAllTextAsync(database.File, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Cancelling_one_bulk_does_not_affect_others()
    {
        await using var database = new SqliteTestDatabase();
        var store = await database.OpenAsync();
        using var other = database.Connect();
        using var impatient = new CancellationTokenSource();
        Execute(other, "begin immediate");
        var given = store.AppendAsync(TestData.Bulk(TestData.Lead()), impatient.Token);
        var patient = store.AppendAsync(TestData.Bulk(TestData.Lead()), TestContext.Current.CancellationToken);
        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => given);
        Execute(other, "commit");
        Assert.IsType<AppendOutcome.Stored>((await patient));
    }

    [Fact]
    public async Task Write_that_waits_for_anything_but_the_database_fails_and_is_undone()
    {
        await using var database = new SqliteTestDatabase();
        await using var engine = SqliteEngine.Open(database.File, TimeProvider.System);
        var never = new TaskCompletionSource<long>();
        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            engine.WriteAsync(
                async (transaction, token) =>
                {
                    await transaction.RaiseAsync(Counters.Health, token);
                    return await never.Task;
                },
                TestContext.Current.CancellationToken
            )
        );
        var value = await engine.WriteAsync(
            (transaction, token) => transaction.RaiseAsync(Counters.Health, token),
            TestContext.Current.CancellationToken
        );
        Assert.Equal(1, value);
    }

    /// <summary>
    /// How many transactions are in the write-ahead log (https://www.sqlite.org/fileformat2.html#walformat): the last frame of each
    /// carries the size of the database.
    /// </summary>
    private static int CommitsInLog(string file)
    {
        using var log = new FileStream(file + "-wal", FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[log.Length];
        log.ReadExactly(bytes);
        var frame = 24 + (int)BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(8));
        var salt = bytes.AsSpan(16, 8);
        var commits = 0;
        for (var at = 32; at + frame <= bytes.Length && bytes.AsSpan(at + 8, 8).SequenceEqual(salt); at += frame)
        {
            if (BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(at + 4)) > 0)
                commits++;
        }

        return commits;
    }

    private static GroupCommit Writer(TemporaryFolder folder, TimeProvider time)
    {
        var connections = new SqliteConnections(folder.Path("leads.db"), TimeSpan.FromSeconds(1));
        var connection = connections.OpenWriter();
        SqliteMigrations.Run(connection, new StoreOptions());
        var checkpoints = new LogCheckpoints(connections.OpenOwn());
        return new GroupCommit(new SqliteWriteSession(connection, new SqliteFiles(connections.FilePath), checkpoints, time, _ => { }));
    }

    private static Task<int> RunAsync(GroupCommit writer, long bytes, params Action[] actions) =>
        writer.RunAsync(
            _ =>
            {
                foreach (var action in actions)
                    action();
                return 0;
            },
            "sender",
            bytes,
            TestContext.Current.CancellationToken
        );

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
