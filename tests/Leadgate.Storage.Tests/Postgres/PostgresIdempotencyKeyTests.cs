using Leadgate.Storage.Engines.Postgres;
using Leadgate.Storage.Tests.Support;
using Leadgate.Tests;
using Npgsql;

namespace Leadgate.Storage.Tests.Postgres;

public sealed class PostgresIdempotencyKeyTests : IdempotencyKeyTests
{
    /// <summary>So it is for a moment where the rows of a transaction are on several machines.</summary>
    [Fact]
    public async Task Key_whose_bulk_cannot_be_read_yet_is_in_use()
    {
        await using var database = new PostgresTestDatabase();
        var store = await database.OpenAsync();
        await database.RowsAsync(
            """
            insert into idempotency_key (caller, key, fingerprint, bulk_id, created_at)
            values ('tester', 'k', decode(repeat('01', 32), 'hex'), 42, now())
            """
        );
        Assert.IsType<AppendOutcome.KeyInUse>(await store.FindKeyAsync(TestData.Key("k"), TestContext.Current.CancellationToken));
        Assert.IsType<AppendOutcome.KeyInUse>(await store.AppendAsync(TestData.Bulk("k"), TestContext.Current.CancellationToken));
    }

    /// <summary>In another order, two nodes with the same keys would each wait for the other.</summary>
    [Fact]
    public async Task Keys_of_a_group_are_taken_in_one_order_whatever_the_order_of_the_bulks()
    {
        await using var database = new PostgresTestDatabase();
        await database.OpenAsync();
        await database.CloseAsync();
        await database.RowsAsync(
            """
            create table taken (n integer generated always as identity, key text);
            create function note() returns trigger language plpgsql as
                'begin insert into taken (key) values (new.caller || new.key); return new; end';
            create trigger note before insert on idempotency_key for each row execute function note()
            """
        );
        await using var connections = new PostgresConnections(PostgresAddress.Parse(database.Address["postgres:".Length..]));
        await using var connection = await connections.OpenWriterAsync(TestContext.Current.CancellationToken);
        using var ids = new IdAllocator();
        var transaction = new BulkTransaction(connection, connections.Settings.BeginDurably, new CommitWarnings(Assert.Fail), ids);
        var stored = await transaction.RunAsync(
            [
                TestData.Bulk("m", caller: "b"),
                TestData.Bulk("z", caller: "a"),
                TestData.Bulk(TestData.Lead()),
                TestData.Bulk("B", caller: "a"),
                TestData.Bulk("a", caller: "b"),
                TestData.Bulk("a", caller: "a"),
            ],
            TestData.Now.UtcDateTime,
            TestContext.Current.CancellationToken
        );
        Assert.All(stored, Assert.NotNull);
        Assert.Equal(["aB", "aa", "az", "ba", "bm"], await database.RowsAsync("select key from taken order by n"));
        Assert.Equal(
            stored
                .Zip(["bm", "az", null, "aB", "ba", "aa"])
                .Where(bulk => bulk.Second is not null)
                .Select(bulk => $"{bulk.Second}|{bulk.First!.Bulk.Id}")
                .Order(StringComparer.Ordinal),
            (await database.RowsAsync("select caller || key, bulk_id from idempotency_key")).Order(StringComparer.Ordinal)
        );
    }

    /// <summary>A prepared transaction is what a commit over several machines leaves for a while.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Key_whose_bulk_is_held_back_is_in_use_whatever_the_body_until_the_bulk_is_there(byte fingerprint)
    {
        await using var database = new PostgresTestDatabase();
        var store = await database.OpenAsync();
        await database.RowsAsync(
            """
            insert into idempotency_key (caller, key, fingerprint, bulk_id, created_at)
            values ('tester', 'k', decode(repeat('01', 32), 'hex'), 42, now())
            """
        );
        var held = $"held_{Environment.ProcessId}_{fingerprint}";
        await database.RowsAsync(
            $"""
            begin;
            insert into bulk (id, status, created_at, created_by, total_records, error_records) values (42, 4, now(), 'tester', 1, 0);
            prepare transaction '{held}'
            """
        );
        var key = TestData.Key("k", fingerprint);
        Assert.IsType<AppendOutcome.KeyInUse>(await store.FindKeyAsync(key, TestContext.Current.CancellationToken));
        Assert.IsType<AppendOutcome.KeyInUse>(
            await store.AppendAsync(TestData.Bulk("k", fingerprint), TestContext.Current.CancellationToken)
        );
        await database.RowsAsync($"commit prepared '{held}'");
        var expected = fingerprint == 1 ? typeof(AppendOutcome.AlreadyStored) : typeof(AppendOutcome.KeyReused);
        Assert.IsType(expected, await store.FindKeyAsync(key, TestContext.Current.CancellationToken));
        Assert.IsType(expected, await store.AppendAsync(TestData.Bulk("k", fingerprint), TestContext.Current.CancellationToken));
        Assert.Equal(["1"], await database.RowsAsync("select count(*) from bulk"));
    }

    [Fact]
    public async Task Key_that_is_itself_held_back_is_in_use_and_other_bulks_of_the_group_are_stored()
    {
        await using var database = new PostgresTestDatabase();
        await database.OpenAsync();
        await database.CloseAsync();
        var options = new StoreOptions { LockWait = TimeSpan.FromSeconds(1) };
        await using var store = StoreAddress.Parse(database.Address).Open(database.Time, options);
        var held = $"held_key_{Environment.ProcessId}";
        await database.RowsAsync(
            $"""
            begin;
            insert into idempotency_key (caller, key, fingerprint, bulk_id, created_at)
            values ('tester', 'k', decode(repeat('01', 32), 'hex'), 42, now());
            prepare transaction '{held}'
            """
        );
        var outcomes = await Task.WhenAll(
            store.AppendAsync(TestData.Bulk("k"), TestContext.Current.CancellationToken),
            store.AppendAsync(TestData.Bulk("other"), TestContext.Current.CancellationToken),
            store.AppendAsync(TestData.Bulk(TestData.Lead()), TestContext.Current.CancellationToken)
        );
        Assert.IsType<AppendOutcome.KeyInUse>(outcomes[0]);
        Assert.IsType<AppendOutcome.Stored>(outcomes[1]);
        Assert.IsType<AppendOutcome.Stored>(outcomes[2]);
        await database.RowsAsync($"rollback prepared '{held}'");
        Assert.IsType<AppendOutcome.Stored>(await store.AppendAsync(TestData.Bulk("k"), TestContext.Current.CancellationToken));
    }

    /// <summary>As while the store is vacuumed.</summary>
    [Theory]
    [InlineData("access exclusive")]
    [InlineData("share")]
    [Promise("6.6")]
    public async Task No_key_is_in_use_while_the_table_of_keys_is_locked(string mode)
    {
        await using var database = new PostgresTestDatabase();
        await database.OpenAsync();
        await database.CloseAsync();
        var options = new StoreOptions { LockWait = TimeSpan.FromMilliseconds(100) };
        await using var store = StoreAddress.Parse(database.Address).Open(database.Time, options);
        await using var other = new NpgsqlConnection(database.ConnectionString);
        await other.OpenAsync(TestContext.Current.CancellationToken);
        await using (var transaction = await other.BeginTransactionAsync(TestContext.Current.CancellationToken))
        {
            await using var hold = new NpgsqlCommand($"lock table idempotency_key in {mode} mode", other);
            await hold.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
            var e = await Assert.ThrowsAsync<StoreUnavailableException>(() =>
                store.AppendAsync(TestData.Bulk("k"), TestContext.Current.CancellationToken)
            );
            Assert.False(e.IsInDoubt);
            Assert.Contains("another transaction held a lock for too long", e.Message, StringComparison.Ordinal);
        }

        Assert.Equal(["0"], await database.RowsAsync("select count(*) from bulk"));
    }

    protected override TestDatabase CreateDatabase() => new PostgresTestDatabase();
}
