using Leadgate.Domain.Access;
using Leadgate.Domain.Audit;
using Leadgate.Domain.Lists;
using Leadgate.Storage.Audit;
using Leadgate.Storage.Tests.Support;

namespace Leadgate.Storage.Tests;

/// <summary>The audit trail, on every engine.</summary>
public abstract class AuditStoreTests
{
    protected abstract TestDatabase CreateDatabase();

    /// <summary>Runs a statement as an attacker does who has access to the database.</summary>
    protected abstract Task TamperAsync(TestDatabase database, string sql);

    [Fact]
    public async Task Entries_form_a_chain_that_continues_after_a_restart()
    {
        await using var database = CreateDatabase();
        var store = await database.OpenAsync();
        var first = await store.Audit.ReadLastIdAsync(TestContext.Current.CancellationToken);
        var one = await store.Audit.AppendAsync(new AuditEvent("one", "key:1", "127.0.0.1"), TestContext.Current.CancellationToken);
        await database.CloseAsync();
        store = await database.OpenAsync();
        var two = await store.Audit.AppendAsync(
            new AuditEvent("اثنان", "cli:x", "", "record", "detail"),
            TestContext.Current.CancellationToken
        );

        var read = await store.Audit.ReadAsync(first, 100, TestContext.Current.CancellationToken);
        Assert.Equal([one.Event, two.Event], read.Select(entry => entry.Event));
        Assert.Equal([first + 1, first + 2], read.Select(entry => entry.Id));
        Assert.Equal([one.At, two.At], read.Select(entry => entry.At));
        Assert.Empty(await VerifyAsync(store));
    }

    [Fact]
    public async Task Page_has_the_newest_entries_that_match_first()
    {
        await using var database = CreateDatabase();
        var (store, token) = (await database.OpenAsync(), TestContext.Current.CancellationToken);
        var start = database.Time.GetUtcNow().UtcDateTime;
        var first = await store.Audit.ReadLastIdAsync(token);
        for (var i = 1; i <= 5; i++)
        {
            database.Time.Advance(TimeSpan.FromHours(1));
            await store.Audit.AppendAsync(new AuditEvent(i % 2 == 0 ? "even" : "odd", $"key:{i}", "", "list:CITY"), token);
        }

        Assert.Equal([5, 4], await ReadAsync(new AuditFilter()));
        Assert.Equal([3, 2], await ReadAsync(new AuditFilter(), before: 4));
        Assert.Equal([4, 2], await ReadAsync(new AuditFilter(Action: "even")));
        Assert.Equal([2], await ReadAsync(new AuditFilter(Actor: "key:2", Record: "list:CITY")));
        Assert.Equal([3], await ReadAsync(new AuditFilter(From: start.AddHours(3), Before: start.AddHours(4))));
        Assert.Empty(await ReadAsync(new AuditFilter(Actor: "key:2' or 1=1")));
        var all = await store.Audit.ReadPageAsync(new AuditFilter(), long.MaxValue, 100, token);
        Assert.Null(all.SearchedFrom);
        Assert.Equal(first + 4, (await store.Audit.ReadPageAsync(new AuditFilter(), long.MaxValue, 2, token)).SearchedFrom);

        async Task<IEnumerable<long>> ReadAsync(AuditFilter filter, long? before = null) =>
            (await store.Audit.ReadPageAsync(filter, before + first ?? long.MaxValue, 2, token)).Entries.Select(entry => entry.Id - first);
    }

    [Fact]
    public async Task Times_follow_the_order_of_ids_when_the_clock_makes_a_small_step_back()
    {
        await using var database = CreateDatabase();
        var store = await database.OpenAsync();
        var one = await store.Audit.AppendAsync(new AuditEvent("one", "key:1", "127.0.0.1"), TestContext.Current.CancellationToken);
        database.Time.AdjustTime(database.Time.GetUtcNow().AddSeconds(-2));
        var two = await store.Audit.AppendAsync(new AuditEvent("two", "key:1", "127.0.0.1"), TestContext.Current.CancellationToken);
        Assert.Equal(one.At, two.At);
    }

    [Fact]
    public async Task Concurrent_writers_form_one_chain()
    {
        await using var database = CreateDatabase();
        var (one, two) = (await database.OpenAsync(), await database.OpenAsync());
        await Task.WhenAll(
            Enumerable
                .Range(0, 40)
                .Select(i =>
                    Task.Run(() =>
                        (i % 2 == 0 ? one : two).Audit.AppendAsync(new AuditEvent($"{i}", "", ""), TestContext.Current.CancellationToken)
                    )
                )
        );
        Assert.Empty(await VerifyAsync(one));
        Assert.Equal(
            40,
            (await one.Audit.ReadAsync(0, 100, TestContext.Current.CancellationToken)).Count(entry => entry.Event.Actor.Length == 0)
        );
    }

    [Fact]
    public async Task Changes_of_keys_and_lists_are_in_the_transaction_of_their_entry()
    {
        await using var database = CreateDatabase();
        var store = await database.OpenAsync();
        var last = await store.Audit.ReadLastIdAsync(TestContext.Current.CancellationToken);
        var text = ApiKeyToken.Generate("TEST");
        var order = new ApiKey
        {
            Name = "a",
            Scopes = Scopes.Admin,
            Hint = ApiKeyToken.GetHint(text),
            Hash = ApiKeyToken.Hash(text),
            CreatedAt = TestData.Now.UtcDateTime,
        };
        var key = await store.Keys.AddAsync(order, new AuditEvent(AuditActions.KeyCreate, "a", ""), TestContext.Current.CancellationToken);

        // A second key of the same hash is not made, and nothing says that it was.
        await Assert.ThrowsAnyAsync<Exception>(() =>
            store.Keys.AddAsync(order, new AuditEvent(AuditActions.KeyCreate, "b", ""), TestContext.Current.CancellationToken)
        );
        Assert.False(
            await store.Keys.RevokeAsync(
                99,
                TestData.Now.UtcDateTime,
                new AuditEvent(AuditActions.KeyRevoke, "c", ""),
                TestContext.Current.CancellationToken
            )
        );
        Assert.True(
            await store.Keys.RevokeAsync(
                key.Id,
                TestData.Now.UtcDateTime,
                new AuditEvent(AuditActions.KeyRevoke, "d", ""),
                TestContext.Current.CancellationToken
            )
        );
        await store.Lists.ReplaceAsync(
            new Dictionary<ListDefinition, IReadOnlyList<ListItem>>(),
            new AuditEvent(AuditActions.ListsChange, "e", "", "list:X"),
            TestContext.Current.CancellationToken
        );
        Assert.Equal(
            ["a key:1", "d key:1", "e list:X"],
            (await store.Audit.ReadAsync(last, 100, TestContext.Current.CancellationToken)).Select(entry =>
                $"{entry.Event.Actor} {entry.Event.Record}"
            )
        );
        Assert.Empty(await VerifyAsync(store));
    }

    [Theory]
    [InlineData("update audit_entry set actor = 'x' where id = 2")]
    [InlineData("delete from audit_entry where id = 2")]
    public async Task Database_rejects_changes_and_deletions_of_entries(string sql)
    {
        await using var database = CreateDatabase();
        var store = await OpenWithEntriesAsync(database);
        Assert.Contains(
            "entries of the audit trail",
            (await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => TamperAsync(database, sql))).Message,
            StringComparison.Ordinal
        );
        Assert.Empty(await VerifyAsync(store));
    }

    [Fact]
    public async Task Altered_entry_is_found_although_the_trigger_was_dropped()
    {
        await using var database = CreateDatabase();
        var store = await OpenWithEntriesAsync(database);
        await TamperAsync(database, DropGuard);
        await TamperAsync(database, "update audit_entry set actor = 'x' where id = 3");
        Assert.Equal(["Entry 3 was altered: its hash does not match."], await VerifyAsync(store));
    }

    [Fact]
    public async Task Oldest_entries_are_trimmed_and_the_rest_still_verifies()
    {
        await using var database = CreateDatabase();
        var store = await OpenWithEntriesAsync(database);
        var before = await store.Audit.ReadAsync(0, 100, TestContext.Current.CancellationToken);
        Assert.Equal(0, await store.Audit.TrimAsync(before[0].At, 1000, null, TestContext.Current.CancellationToken));

        // The newest stays, so that the next one has something to follow.
        Assert.Equal(2, await store.Audit.TrimAsync(before[^1].At.AddDays(1), 2, null, TestContext.Current.CancellationToken));
        Assert.Equal(before.Count - 3, await store.Audit.TrimAsync(before[^1].At, 1000, null, TestContext.Current.CancellationToken));
        var after = await store.Audit.ReadAsync(0, 100, TestContext.Current.CancellationToken);
        Assert.Equal([before[^1].Event.Action, AuditActions.AuditTrim, AuditActions.AuditTrim], after.Select(entry => entry.Event.Action));
        Assert.Empty(await VerifyAsync(store));
    }

    /// <summary>Drops the trigger that guards the table.</summary>
    protected abstract string DropGuard { get; }

    private async Task<ILeadStore> OpenWithEntriesAsync(TestDatabase database)
    {
        var store = await database.OpenAsync();
        for (var i = 0; i < 4; i++)
        {
            await store.Audit.AppendAsync(new AuditEvent($"action {i}", "key:1", ""), TestContext.Current.CancellationToken);
            database.Time.Advance(TimeSpan.FromHours(1));
        }

        return store;
    }

    private static async Task<IReadOnlyList<string>> VerifyAsync(ILeadStore store)
    {
        var verification = new AuditVerification();
        foreach (var entry in await store.Audit.ReadAsync(0, 1000, TestContext.Current.CancellationToken))
            verification.Add(entry);
        Assert.NotEqual(0, verification.Count);
        return verification.Complete(await store.Audit.ReadLastIdAsync(TestContext.Current.CancellationToken));
    }
}
