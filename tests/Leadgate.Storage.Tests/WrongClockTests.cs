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

    /// <summary>A bulk that a wrong clock dated long ago must not take the bulks before it along.</summary>
    [Fact]
    public async Task Retention_deletes_only_what_is_dated_before_its_limit()
    {
        await using var database = CreateDatabase();
        var store = await database.OpenAsync();
        foreach (var days in (int[])[0, -400, 0])
        {
            database.Time.AdjustTime(TestData.Now.AddDays(days));
            await store.AppendAsync(TestData.Bulk(TestData.Lead(("priority", null))), TestContext.Current.CancellationToken);
        }

        var (dropped, _) = await store.Privacy.DropSentAsync(
            Today.AddDays(-90),
            default,
            100,
            count => AuditEvent.FromService(AuditActions.Retention, detail: $"{count}"),
            TestContext.Current.CancellationToken
        );
        var deleted = await store.Privacy.DeleteLeadsWithErrorsAsync(
            Today.AddDays(-90),
            100,
            count => AuditEvent.FromService(AuditActions.Retention, detail: $"{count}"),
            TestContext.Current.CancellationToken
        );
        Assert.Equal((1, 1), (dropped, deleted));
        Assert.Equal([3, 1], await FindAsync(store, null, null));
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
        Assert.Equal(0, await store.Audit.TrimAsync(Today.AddDays(-90), 100, TestContext.Current.CancellationToken));
        database.Time.AdjustTime(TestData.Now.AddDays(100));
        await store.Audit.AppendAsync(AuditEvent.FromCommand(AuditActions.ListsChange), TestContext.Current.CancellationToken);
        Assert.Equal(first + 5, await store.Audit.TrimAsync(Today.AddDays(1), 100, TestContext.Current.CancellationToken));
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
