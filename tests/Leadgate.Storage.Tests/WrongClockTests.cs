using System.Collections.Concurrent;
using Leadgate.Domain.Audit;
using Leadgate.Storage.Tests.Support;
using Leadgate.Tests;

namespace Leadgate.Storage.Tests;

/// <summary>A clock that was wrong for a while, on every engine.</summary>
public abstract class WrongClockTests
{
    private static readonly DateTime Today = TestData.Now.UtcDateTime;
    private readonly ConcurrentQueue<ClockStep> _steps = [];

    protected abstract TestDatabase CreateDatabase();

    /// <summary>Opens the store of a database with what an operator is told.</summary>
    private protected async Task<ILeadStore> OpenAsync(TestDatabase database)
    {
        await database.CloseAsync();
        return (await database.AddressAsync()).Open(database.Time, new StoreOptions { ReportClockStep = _steps.Enqueue });
    }

    /// <summary>Bulks 1 and 2 have the right time, 3 and 4 that of a wrong clock, and 5 and 6 the right one again.</summary>
    [Theory]
    [InlineData(400)]
    [InlineData(-400)]
    [Promise("2.5")]
    [Promise("7.4")]
    public async Task Bulks_get_the_time_of_the_clock_and_are_found_by_it(int wrongBy)
    {
        await using var database = CreateDatabase();
        await database.OpenAsync();
        var wrong = Today.AddDays(wrongBy);
        DateTime[] times = [Today, Today.AddMinutes(1), wrong, wrong.AddMinutes(1), Today.AddMinutes(2), Today.AddMinutes(3)];
        for (var i = 0; i < times.Length; i += 2)
        {
            await using var store = await OpenAsync(database);
            foreach (var time in times[i..(i + 2)])
            {
                database.Time.AdjustTime(time);
                await store.AppendAsync(
                    TestData.Bulk(TestData.Lead(), TestData.Lead(("priority", null))),
                    TestContext.Current.CancellationToken
                );
            }

            // Also the store that is open when the clock steps finds by time what it stored before and after.
            Assert.Equal(i < 4 ? [2, 1] : [6, 5, 2, 1], await FindAsync(store, Today, Today.AddDays(1)));
        }

        await using var after = await OpenAsync(database);
        Assert.Equal(times, await Task.WhenAll(Enumerable.Range(1, 6).Select(id => DateOfAsync(after, id))));
        Assert.Equal([6, 5, 2, 1], await FindAsync(after, Today, Today.AddDays(1)));
        Assert.Equal([6, 5], await FindAsync(after, Today.AddMinutes(2), Today.AddDays(1)));
        Assert.Equal([4, 3], await FindAsync(after, wrong, wrong.AddDays(1)));
        Assert.Equal(wrongBy > 0 ? [6, 5, 4, 3, 2, 1] : [6, 5, 2, 1], await FindAsync(after, Today, null));
        Assert.Equal(wrongBy > 0 ? [] : [4, 3], await FindAsync(after, null, Today));

        // Pages are in the order of ids, with any filter.
        var pages = new List<long>();
        var query = new LeadQuery
        {
            From = Today,
            Before = Today.AddDays(1),
            Limit = 3,
        };
        while (await after.FindLeadsAsync(query, TestData.Catalog, TestContext.Current.CancellationToken) is { Count: > 0 } page)
        {
            pages.AddRange(page.Select(lead => lead.Id));
            query = query with { After = new LeadCursor(page[^1].Origin.BulkId, page[^1].Id) };
        }

        Assert.Equal(8, pages.Count);
        Assert.Equal(pages.OrderDescending(), pages);
    }

    [Fact]
    public async Task A_clock_that_is_set_back_is_reported_once()
    {
        await using var database = CreateDatabase();
        await database.OpenAsync();
        await using var store = await OpenAsync(database);
        foreach (var days in (int[])[400, 0, 0, 1])
        {
            database.Time.AdjustTime(TestData.Now.AddDays(days));
            await store.AppendAsync(TestData.Bulk(TestData.Lead()), TestContext.Current.CancellationToken);
        }

        Assert.Equal(new ClockStep(Today.AddDays(400), Today), Assert.Single(_steps, step => step.After < step.Before));
    }

    /// <summary>
    /// A machine that begins with a wrong clock dates bulks long ago or ahead. They are as old as their neighbours, and take none of them
    /// along.
    /// </summary>
    [Theory]
    [InlineData(-400)]
    [InlineData(400)]
    public async Task Retention_deletes_only_what_is_certainly_older_than_its_limit(int wrongBy)
    {
        await using var database = CreateDatabase();
        var store = await database.OpenAsync();
        await AppendAsync(0);
        await AppendAsync(100);
        await AppendAsync(100 + wrongBy);
        await AppendAsync(101);

        // Of the first only; nothing tells yet how old the third is.
        Assert.Equal((1, 1), await RetainAsync(Today.AddDays(11)));
        Assert.Equal([4, 3, 2], await FindAsync(store, null, null));

        // Also when the newest bulk is old, or there are none after the wrong date.
        database.Time.AdjustTime(TestData.Now.AddDays(190.5));
        Assert.Equal((1, 1), await RetainAsync(Today.AddDays(100.5)));
        await AppendAsync(192);
        Assert.Equal((2, 2), await RetainAsync(Today.AddDays(102)));
        Assert.Equal([5], await FindAsync(store, null, null));

        async Task AppendAsync(double day)
        {
            database.Time.AdjustTime(TestData.Now.AddDays(day));
            await store.AppendAsync(TestData.Bulk(TestData.Lead(("priority", null))), TestContext.Current.CancellationToken);
        }

        async Task<(int, int)> RetainAsync(DateTime before)
        {
            static AuditEvent Gone(int count) => AuditEvent.FromService(AuditActions.Retention, detail: $"{count}");
            var (dropped, _) = await store.Privacy.DropSentAsync(before, default, 100, Gone, TestContext.Current.CancellationToken);
            return (dropped, await store.Privacy.DeleteLeadsWithErrorsAsync(before, 100, Gone, TestContext.Current.CancellationToken));
        }
    }

    /// <summary>At 6.6 a key is known for at least a day, also one that was stored before the clock was corrected.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [Promise("6.6")]
    public async Task An_idempotency_key_that_a_wrong_clock_dated_long_ago_is_known_as_long_as_others(int idleDays)
    {
        await using var database = CreateDatabase();
        var store = await database.OpenAsync();
        await AppendAsync("old", 0);
        await AppendAsync("wrong 1", idleDays - 400);
        await AppendAsync("wrong 2", idleDays - 399.9);

        // The clock is corrected, before and after another key is stored.
        database.Time.AdjustTime(TestData.Now.AddDays(idleDays + 0.01));
        Assert.Equal(1, await DeleteAsync());
        await AppendAsync("right", idleDays + 0.02);
        Assert.Equal(0, await DeleteAsync());
        foreach (var key in (string[])["wrong 1", "wrong 2"])
            Assert.IsType<AppendOutcome.AlreadyStored>(await store.AppendAsync(TestData.Bulk(key), TestContext.Current.CancellationToken));

        database.Time.AdjustTime(TestData.Now.AddDays(idleDays + 1.03));
        Assert.Equal(3, await DeleteAsync());

        async Task AppendAsync(string key, double day)
        {
            database.Time.AdjustTime(TestData.Now.AddDays(day));
            await store.AppendAsync(TestData.Bulk(key), TestContext.Current.CancellationToken);
        }

        Task<int> DeleteAsync() =>
            store.DeleteExpiredKeysAsync(database.Time.GetUtcNow().UtcDateTime.AddDays(-1), 100, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task The_audit_trail_keeps_what_is_newer_than_its_limit_and_stays_a_chain()
    {
        await using var database = CreateDatabase();
        var store = await database.OpenAsync();
        var first = await store.Audit.ReadLastIdAsync(TestContext.Current.CancellationToken);
        foreach (var days in (int[])[-500, -500, 0, -400, 0])
        {
            database.Time.AdjustTime(TestData.Now.AddDays(days));
            await store.Audit.AppendAsync(AuditEvent.FromCommand(AuditActions.ListsChange), TestContext.Current.CancellationToken);
        }

        // The entry of the lists at the start is from today, so that nothing before it is old.
        Assert.Equal(0, await store.Audit.TrimAsync(Today.AddDays(-90), 100, null, TestContext.Current.CancellationToken));
        database.Time.AdjustTime(TestData.Now.AddDays(100));
        await store.Audit.AppendAsync(AuditEvent.FromCommand(AuditActions.ListsChange), TestContext.Current.CancellationToken);
        Assert.Equal(first + 5, await store.Audit.TrimAsync(Today.AddDays(1), 100, null, TestContext.Current.CancellationToken));
        var kept = await store.Audit.ReadAsync(0, 100, TestContext.Current.CancellationToken);
        Assert.Equal(first + 6, kept[0].Id);
        Assert.Equal(kept[0].Hash, kept[1].Previous);
    }

    [Fact]
    [Promise("6.6")]
    public async Task An_idempotency_key_is_found_whatever_the_clock_says()
    {
        await using var database = CreateDatabase();
        var store = await database.OpenAsync();
        foreach (var days in (int[])[400, 0])
        {
            database.Time.AdjustTime(TestData.Now.AddDays(days));
            await store.AppendAsync(TestData.Bulk($"key{days}"), TestContext.Current.CancellationToken);
        }

        Assert.Equal(0, await store.DeleteExpiredKeysAsync(Today.AddDays(-1), 100, TestContext.Current.CancellationToken));
        foreach (var days in (int[])[400, 0])
        {
            Assert.IsType<AppendOutcome.AlreadyStored>(
                await store.AppendAsync(TestData.Bulk($"key{days}"), TestContext.Current.CancellationToken)
            );
        }
    }

    private static async Task<DateTime> DateOfAsync(ILeadStore store, long id) =>
        (await store.FindBulkAsync(id, TestContext.Current.CancellationToken))!.CreatedAt;

    /// <summary>The bulks whose leads are found, in the order in which they are found.</summary>
    private static async Task<IEnumerable<long>> FindAsync(ILeadStore store, DateTime? from, DateTime? before) =>
        (
            await store.FindLeadsAsync(
                new LeadQuery { From = from, Before = before },
                TestData.Catalog,
                TestContext.Current.CancellationToken
            )
        )
            .Select(lead => lead.Origin.BulkId)
            .Distinct();
}
