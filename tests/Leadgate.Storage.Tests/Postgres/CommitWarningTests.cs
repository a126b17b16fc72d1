using System.Collections.Concurrent;
using Leadgate.Domain.Audit;
using Leadgate.Storage.Engines;
using Leadgate.Storage.Engines.Postgres;
using Leadgate.Storage.Tests.Support;
using Leadgate.Tests;
using Leadgate.Tests.Postgres;

namespace Leadgate.Storage.Tests.Postgres;

/// <summary>
/// Warnings of the server while a transaction is written and committed. Those of Citus are raised by triggers here, and those at the commit
/// by a deferred constraint trigger.
/// </summary>
public sealed class CommitWarningTests
{
    private const string Harmless = "could not start maintenance background worker";
    private readonly ConcurrentQueue<string> _warnings = [];

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 1)]
    [InlineData(false, 40)]
    [InlineData(true, 40)]
    [Promise("2.6")]
    public async Task A_warning_that_leaves_the_commit_certain_is_reported_once_and_the_bulk_is_acknowledged(bool atCommit, int leads)
    {
        await using var database = new PostgresTestDatabase();
        await using var store = await OpenAsync(database);
        await WarnAsync(database, "bulk", "01000", Harmless, atCommit);
        for (var i = 0; i < 3; i++)
            Assert.IsType<AppendOutcome.Stored>(await store.AppendAsync(Bulk(leads), TestContext.Current.CancellationToken));
        Assert.Equal(["3"], await database.RowsAsync("select count(*) from bulk"));
        Assert.Equal([Harmless], _warnings);
    }

    [Theory]
    [InlineData("01000", "failed to commit transaction on localhost:9701", true, 1)]
    [InlineData("01000", "failed to commit transaction on localhost:9701", false, 1)]
    [InlineData("01000", "failed to commit transaction on localhost:9701", true, 40)]
    [InlineData("01000", "canceling wait for synchronous replication due to user request", true, 1)]
    [InlineData("01000", "failed to roll forward prepared transaction 'citus_0_12_34_56'", true, 1)]
    [InlineData("08006", "connection to the remote node localhost:9701 failed", true, 1)]
    [InlineData("57P01", "the wait was ended by the administrator", true, 1)]
    [Promise("2.6")]
    public async Task A_warning_that_puts_the_commit_in_doubt_is_passed_on_and_a_retry_with_the_key_stores_nothing_twice(
        string state,
        string text,
        bool atCommit,
        int leads
    )
    {
        await using var database = new PostgresTestDatabase();
        await using var store = await OpenAsync(database);
        await WarnAsync(database, "bulk", state, text, atCommit);
        var bulk = Bulk(leads) with { Key = TestData.Key("k") };
        var e = await Assert.ThrowsAsync<StoreUnavailableException>(() => store.AppendAsync(bulk, TestContext.Current.CancellationToken));
        Assert.True(e.IsInDoubt);
        Assert.Contains(text, e.Message, StringComparison.Ordinal);

        // The server answered, so the bulk can be looked for at once.
        var found = await store.FindKeyAsync(TestData.Key("k"), TestContext.Current.CancellationToken);
        Assert.IsType<AppendOutcome.AlreadyStored>(found);
        Assert.Equal(["1"], await database.RowsAsync("select count(*) from bulk"));
        Assert.Empty(_warnings);
    }

    /// <summary>What is written in other transactions than those of bulks.</summary>
    [Fact]
    public async Task Every_other_change_passes_on_that_its_commit_is_in_doubt()
    {
        await using var database = new PostgresTestDatabase();
        await using var store = await OpenAsync(database);
        await WarnAsync(database, "audit_entry", "01000", "failed to commit transaction on localhost:9701", atCommit: true);
        await WarnAsync(database, "counter", "01000", Harmless, atCommit: false);
        var e = await Assert.ThrowsAsync<StoreUnavailableException>(() =>
            store.Audit.AppendAsync(AuditEvent.FromCommand(AuditActions.ListsChange), TestContext.Current.CancellationToken)
        );
        Assert.True(e.IsInDoubt);
    }

    [Fact]
    [Promise("2.6")]
    public async Task A_bulk_that_the_server_rejected_is_certainly_not_stored()
    {
        await using var database = new PostgresTestDatabase();
        await using var store = await OpenAsync(database);
        await WarnAsync(database, "bulk", "53100", "no room", atCommit: true, level: "exception");
        var e = await Assert.ThrowsAsync<StoreUnavailableException>(() =>
            store.AppendAsync(Bulk(1), TestContext.Current.CancellationToken)
        );
        Assert.False(e.IsInDoubt);
        Assert.Equal(["0"], await database.RowsAsync("select count(*) from bulk"));
    }

    /// <summary>Citus commits on one worker, and then fails on another: one may have its part.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(40)]
    [Promise("2.6")]
    public async Task A_warning_that_puts_the_commit_in_doubt_counts_more_than_the_error_that_follows_it(int leads)
    {
        await using var database = new PostgresTestDatabase();
        await using var store = await OpenAsync(database);
        await database.RowsAsync(
            """
            create function doubt() returns trigger language plpgsql as $$
            begin
                raise warning 'failed to commit transaction on localhost:9701';
                raise exception using errcode = 'XX000', message = 'the connection to a worker is lost';
            end $$;
            create constraint trigger doubt after insert on bulk deferrable initially deferred for each row execute function doubt()
            """
        );
        var e = await Assert.ThrowsAsync<StoreUnavailableException>(() =>
            store.AppendAsync(Bulk(leads), TestContext.Current.CancellationToken)
        );
        Assert.True(e.IsInDoubt);
        Assert.Contains("failed to commit transaction on localhost:9701", e.Message, StringComparison.Ordinal);

        // The server answered, so that reading goes on.
        Assert.True(await store.Lists.ReadVersionAsync(TestContext.Current.CancellationToken) > 0);
    }

    /// <summary>Also the service that stops is told so, and not by an exception of the engine's own.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [Promise("2.6")]
    public async Task A_commit_that_is_cancelled_is_in_doubt_after_a_warning_and_cancelled_without(bool warns)
    {
        await using var database = new PostgresTestDatabase();
        await database.OpenAsync();
        await database.CloseAsync();
        await database.RowsAsync(
            $"""
            create function wait() returns trigger language plpgsql as $$
            begin
                raise warning '{(warns ? "failed to commit transaction on localhost:9701" : Harmless)}';
                perform pg_sleep(60);
                return new;
            end $$;
            create constraint trigger wait after update on api_key deferrable initially deferred for each row execute function wait();
            insert into api_key (id, name, scopes, hint, hash, created_at) values (1, 'a', '', '', '', now())
            """
        );
        await using var engine = PostgresEngine.Open(database.Address["postgres:".Length..], TimeProvider.System);
        using var cancellation = new CancellationTokenSource();
        var writing = engine.ExecuteAsync([new Statement("update api_key set name = 'b'")], cancellation.Token);
        const string Waiting = "select 1 from pg_stat_activity where wait_event = 'PgSleep' and datname = current_database()";
        await Wait.UntilAsync(async () => (await database.RowsAsync(Waiting)).Count > 0, "The commit does not wait.");
        Assert.False(writing.IsCompleted);
        await cancellation.CancelAsync();
        if (warns)
            Assert.True((await Assert.ThrowsAsync<StoreUnavailableException>(() => writing)).IsInDoubt);
        else
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => writing);
    }

    [Fact]
    [Promise("2.6")]
    public async Task A_commit_in_doubt_is_told_as_such_also_to_a_caller_who_cancels()
    {
        await using var database = new PostgresTestDatabase();
        await database.OpenAsync();
        await database.CloseAsync();
        await WarnAsync(database, "counter", "01000", "failed to commit transaction on localhost:9701", atCommit: true);
        await using var engine = PostgresEngine.Open(database.Address["postgres:".Length..], TimeProvider.System);
        using var cancellation = new CancellationTokenSource();
        var e = await Assert.ThrowsAsync<StoreUnavailableException>(() =>
            engine.WriteAsync(
                async (transaction, token) =>
                {
                    await transaction.ExecuteAsync(Counters.Raise(Counters.Health), token);
                    await cancellation.CancelAsync();
                    return 0;
                },
                cancellation.Token
            )
        );
        Assert.True(e.IsInDoubt);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(40)]
    [Promise("2.6")]
    public async Task A_connection_that_breaks_at_the_commit_leaves_it_in_doubt(int leads)
    {
        await using var database = new PostgresTestDatabase();
        await using var store = await OpenAsync(database);
        await database.RowsAsync(
            """
            create function break() returns trigger language plpgsql as
                'begin perform pg_terminate_backend(pg_backend_pid()); return new; end';
            create constraint trigger break after insert on bulk deferrable initially deferred for each row execute function break()
            """
        );
        var e = await Assert.ThrowsAsync<StoreUnavailableException>(() =>
            store.AppendAsync(Bulk(leads), TestContext.Current.CancellationToken)
        );
        Assert.True(e.IsInDoubt);
    }

    [Theory]
    [InlineData("lead")]
    [InlineData("idempotency_key")]
    [Promise("2.6")]
    public async Task A_connection_that_breaks_before_the_commit_leaves_nothing_in_doubt(string table)
    {
        await using var database = new PostgresTestDatabase();
        await using var store = await OpenAsync(database);
        await database.RowsAsync(
            $"""
            create function break() returns trigger language plpgsql as
                'begin perform pg_terminate_backend(pg_backend_pid()); return new; end';
            create trigger break after insert on {table} for each row execute function break()
            """
        );
        var e = await Assert.ThrowsAsync<StoreUnavailableException>(() =>
            store.AppendAsync(Bulk(40) with { Key = TestData.Key("k") }, TestContext.Current.CancellationToken)
        );
        Assert.False(e.IsInDoubt);
    }

    /// <summary>The real warning, from a real server that nobody replicates.</summary>
    [Fact]
    [Promise("2.6")]
    public async Task A_commit_on_one_disk_only_is_not_acknowledged()
    {
        await using var server = await PostgresServer.StartNewAsync("lc_messages=C");
        await server.ExecuteAsync("create database leads");
        await using var store = StoreAddress.Parse(PostgresServer.Address("leads", server)).Open(TimeProvider.System);
        await server.ExecuteAsync("alter system set synchronous_standby_names = 'nobody'");
        await server.ExecuteAsync("select pg_reload_conf()");

        // The server takes up the setting a moment later: what commits before does not wait for a second disk.
        var storing = StoreAsync();
        await Wait.UntilAsync(
            async () =>
            {
                await server.ExecuteAsync("select pg_cancel_backend(pid) from pg_stat_activity where wait_event = 'SyncRep'", "leads");
                if (storing.IsCompletedSuccessfully)
                    storing = StoreAsync();
                return storing.IsFaulted;
            },
            "The commit waits for a second disk."
        );
        var e = await Assert.ThrowsAsync<StoreUnavailableException>(() => storing);
        Assert.True(e.IsInDoubt);
        await server.ExecuteAsync("alter system reset synchronous_standby_names");
        await server.ExecuteAsync("select pg_reload_conf()");

        Task<AppendOutcome> StoreAsync() =>
            store.AppendAsync(Bulk(1) with { Key = TestData.Key($"{Guid.NewGuid()}") }, TestContext.Current.CancellationToken);
    }

    private static NewBulk Bulk(int leads) => TestData.Bulk(Enumerable.Range(0, leads).Select(_ => TestData.Lead()));

    private async Task<ILeadStore> OpenAsync(PostgresTestDatabase database)
    {
        await database.OpenAsync();
        await database.CloseAsync();
        return StoreAddress.Parse(database.Address).Open(TimeProvider.System, new StoreOptions { ReportCommitWarning = _warnings.Enqueue });
    }

    private static Task<IReadOnlyList<string>> WarnAsync(
        PostgresTestDatabase database,
        string table,
        string state,
        string text,
        bool atCommit,
        string level = "warning"
    ) =>
        database.RowsAsync(
            $"""
            create function warn_{table}() returns trigger language plpgsql as $$
            begin raise {level} using errcode = '{state}', message = '{text.Replace(
                "'",
                "''",
                StringComparison.Ordinal
            )}'; return new; end $$;
            create {(atCommit ? "constraint" : "")} trigger warn after insert or update on {table}
            {(atCommit ? "deferrable initially deferred" : "")} for each row execute function warn_{table}()
            """
        );
}
