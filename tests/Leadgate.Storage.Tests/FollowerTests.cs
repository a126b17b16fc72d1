using System.Text;
using System.Text.Json.Nodes;
using Leadgate.Domain.Audit;
using Leadgate.Domain.Privacy;
using Leadgate.Domain.Search;
using Leadgate.Storage.Revisions;
using Leadgate.Storage.Search;
using Leadgate.Storage.Tests.Support;
using Leadgate.Tests;

namespace Leadgate.Storage.Tests;

/// <summary>What is derived from leads beside the intake, on every engine.</summary>
public abstract class FollowerTests
{
    private static readonly JsonObject Valid = TestData.Lead();
    private static readonly JsonObject Misspelt = TestData.Lead(("customerCity", "Dammqm"), ("priority", null));

    protected abstract TestDatabase CreateDatabase();

    [Fact]
    [Promise("11.4")]
    public async Task Open_errors_are_grouped_the_most_frequent_first_with_the_oldest_and_its_suggestions()
    {
        await using var database = CreateDatabase();
        var store = await database.OpenAsync();
        await AppendAsync(store, "shop", Misspelt, Valid);
        database.Time.Advance(TimeSpan.FromHours(1));
        await AppendAsync(store, "web", TestData.Lead(("customerCity", " DAMMQM ")), TestData.Lead(("customerCity", "Nowhere")));
        await FollowAllAsync(store);

        Assert.Equal(
            ["customerCity not-in-list Dammqm 2", "customerCity not-in-list Nowhere 1", "priority required  1"],
            await GroupsAsync(store, new OpenErrorFilter())
        );
        var group = (await store.OpenErrors.FindGroupsAsync(new OpenErrorFilter { Limit = 1 }, TestData.Catalog, Token)).Single();
        Assert.Equal(TestData.Now.UtcDateTime, group.Oldest);
        Assert.Contains("Dammam", group.Suggestions);

        Assert.Equal(["priority required  1"], await GroupsAsync(store, new OpenErrorFilter { Field = "priority" }));
        Assert.Equal(["priority required  1"], await GroupsAsync(store, new OpenErrorFilter { Code = "required" }));
        Assert.Equal(
            ["customerCity not-in-list DAMMQM 1", "customerCity not-in-list Nowhere 1"],
            await GroupsAsync(store, new OpenErrorFilter { Sender = "web" })
        );
        Assert.Empty(await GroupsAsync(store, new OpenErrorFilter { Sources = [] }));
        var source = TestData.Checked(Valid).Leads[0][Domain.Leads.LeadFields.Source].Item!.Value;
        Assert.Equal(3, (await GroupsAsync(store, new OpenErrorFilter { Sources = [source] })).Count);

        Assert.Equal(
            [(1L, 1L), (2L, 3L)],
            (await store.OpenErrors.FindLeadsAsync("customerCity", "dammqm", null, 0, 10, Token)).Select(
                (lead, i) => (lead.BulkId, i == 0 ? 1L : 3L)
            )
        );
        Assert.Equal([new SenderErrors("web", 2), new SenderErrors("shop", 1)], await store.OpenErrors.CountBySenderAsync(10, Token));
        Assert.Equal(["shop", "web", "web"], (await store.OpenErrors.FindOldestAsync(null, 10, Token)).Select(lead => lead.Sender));
        Assert.Equal(3, await store.OpenErrors.CountLeadsAsync(10, Token));
        Assert.Equal(2, await store.OpenErrors.CountLeadsAsync(2, Token));
    }

    [Fact]
    public async Task Who_looks_soon_again_at_the_errors_of_many_leads_sees_the_same_result_until_a_lead_is_corrected()
    {
        await using var database = CreateDatabase();
        var store = await database.OpenAsync();
        await AppendAsync(store, "shop", Misspelt, Misspelt);
        await FollowAllAsync(store);
        await using var shared = Create(manyLeads: 2);
        await using var anew = Create(manyLeads: 3);
        Assert.Equal(2, (await FindAsync(shared))[0].Leads);
        Assert.Equal(2, (await FindAsync(anew))[0].Leads);
        await AppendAsync(store, "shop", Misspelt);
        await FollowAllAsync(store);
        Assert.Equal(2, (await FindAsync(shared))[0].Leads);
        Assert.Equal(3, (await FindAsync(anew))[0].Leads);
        Assert.Single(await shared.FindGroupsAsync(new OpenErrorFilter { Limit = 1 }, TestData.Catalog, Token));
        Assert.Equal(3, (await FindAsync(shared))[0].Leads);

        Assert.Equal([new SenderErrors("shop", 3)], await shared.CountBySenderAsync(10, Token));
        await CorrectFirstAsync(store);
        Assert.Equal(2, (await FindAsync(shared))[0].Leads);
        Assert.Equal([new SenderErrors("shop", 2)], await shared.CountBySenderAsync(10, Token));
        await AppendAsync(store, "shop", Misspelt);
        await FollowAllAsync(store);
        Assert.Equal(2, (await FindAsync(shared))[0].Leads);
        await AppendAsync(store, "shop", Misspelt);
        await FollowAllAsync(store);
        database.Time.Advance(RecentOpenErrors.MaxAge);
        Assert.Equal(4, (await FindAsync(shared))[0].Leads);

        // After two seconds, the next one is counted beside.
        await AppendAsync(store, "shop", Misspelt);
        await FollowAllAsync(store);
        database.Time.Advance(RecentOpenErrors.MaxAge / 2);
        Assert.Equal(4, (await FindAsync(shared))[0].Leads);
        await Wait.UntilAsync(async () => (await FindAsync(shared))[0].Leads == 5, "The errors were not counted again.");

        RecentOpenErrors Create(int manyLeads) => new(store.OpenErrors, database.Time, manyLeads: manyLeads);

        static Task<IReadOnlyList<OpenErrorGroup>> FindAsync(RecentOpenErrors errors) =>
            errors.FindGroupsAsync(new OpenErrorFilter { Limit = 8 }, TestData.Catalog, Token);
    }

    [Fact]
    public async Task Hours_count_what_each_sender_sent_once_also_a_bulk_that_is_read_in_parts()
    {
        await using var database = CreateDatabase();
        var store = await database.OpenAsync();
        await AppendAsync(store, "shop", Misspelt, Valid, Misspelt, Misspelt);
        await AppendAsync(store, "web", Valid);
        await FollowAllAsync(store, maxLeads: 1);
        database.Time.Advance(TimeSpan.FromHours(1));
        await AppendAsync(store, "shop", Valid);
        await FollowAllAsync(store);
        var first = new DateTime(2026, 3, 1, 6, 0, 0, DateTimeKind.Utc);
        Assert.Equal(
            [
                new IntakeHour(first, "shop", 1, 4, 3, 0),
                new IntakeHour(first, "web", 1, 1, 0, 0),
                new IntakeHour(first.AddHours(1), "shop", 1, 1, 0, 0),
            ],
            await store.IntakeHours.ReadAsync(first, first.AddDays(1), null, Token)
        );
        Assert.Single(await store.IntakeHours.ReadAsync(first, first.AddHours(1), "web", Token));
        Assert.Equal(3, await store.OpenErrors.CountLeadsAsync(10, Token));
    }

    [Fact]
    public async Task Next_lead_that_waits_is_the_one_that_arrived_after_and_the_first_after_the_last()
    {
        await using var database = CreateDatabase();
        var store = await database.OpenAsync();
        await AppendAsync(store, "shop", Valid, Misspelt, Valid, Misspelt);
        await FollowAllAsync(store);
        Assert.Equal(4, await store.OpenErrors.FindNextAsync(1, 2, Token));
        Assert.Equal(2, await store.OpenErrors.FindNextAsync(1, 4, Token));
        await AppendAsync(store, "web", Misspelt);
        await FollowAllAsync(store);
        Assert.Equal(5, await store.OpenErrors.FindNextAsync(1, 4, Token));
        Assert.Equal(2, await store.OpenErrors.FindNextAsync(2, 5, Token));

        // A lead that was corrected a moment ago may still be in the queue, and is never next after itself.
        await using var other = CreateDatabase();
        store = await other.OpenAsync();
        Assert.Null(await store.OpenErrors.FindNextAsync(1, 1, Token));
        await AppendAsync(store, "shop", Misspelt);
        await FollowAllAsync(store);
        Assert.Null(await store.OpenErrors.FindNextAsync(1, 1, Token));
    }

    [Fact]
    public async Task Next_lead_of_a_bulk_that_waits_is_found_in_both_orders_and_ends_with_the_bulk()
    {
        await using var database = CreateDatabase();
        var store = await database.OpenAsync();
        await AppendAsync(store, "shop", Misspelt, Valid, Misspelt);
        await AppendAsync(store, "shop", Misspelt);
        await FollowAllAsync(store);
        Assert.Equal(3, await store.OpenErrors.FindNextOfBulkAsync(1, 1, LeadOrder.OldestFirst, Token));
        Assert.Null(await store.OpenErrors.FindNextOfBulkAsync(1, 3, LeadOrder.OldestFirst, Token));
        Assert.Equal(1, await store.OpenErrors.FindNextOfBulkAsync(1, 3, LeadOrder.NewestFirst, Token));
        Assert.Null(await store.OpenErrors.FindNextOfBulkAsync(2, 4, LeadOrder.NewestFirst, Token));
    }

    [Fact]
    public async Task Leads_of_a_bulk_that_wait_are_counted_whether_they_have_been_read_or_not()
    {
        await using var database = CreateDatabase();
        var store = await database.OpenAsync();
        await AppendAsync(store, "shop", Misspelt, Valid, Misspelt);
        await AppendAsync(store, "shop", Valid);
        Assert.Equal([(1L, 2)], await CountAsync());
        await FollowAllAsync(store);
        await AppendAsync(store, "web", Misspelt);
        Assert.Equal([(1L, 2), (3L, 1)], await CountAsync());

        // A bulk that is read again has no rows for a while.
        await database.RowsAsync("delete from open_error");
        await database.RowsAsync("insert into search_pending (kind, bulk_id, lead_id, change, done) values (3, 1, 0, 0, 0)");
        Assert.Equal([(1L, 2), (3L, 1)], await CountAsync());
        database.Time.Advance(TimeSpan.FromDays(2));
        var before = TestData.Now.UtcDateTime.AddDays(1);
        await store.Privacy.DropSentAsync(before, default, 10, _ => AuditEvent.FromService(AuditActions.Retention), Token);
        Assert.Empty(await CountAsync());
        await FollowAllAsync(store);
        Assert.Empty(await CountAsync());
        Assert.Empty(await store.OpenErrors.CountWaitingAsync([], Token));

        async Task<IEnumerable<(long, int)>> CountAsync() =>
            (await store.OpenErrors.CountWaitingAsync([1, 2, 3, 4], Token)).Select(bulk => (bulk.Key, bulk.Value)).Order();
    }

    [Fact]
    public async Task State_tells_how_far_the_follower_is_behind()
    {
        await using var database = CreateDatabase();
        var store = await database.OpenAsync();
        Assert.Equal(new FollowerState(null, 0, 0, 0), await store.Follower.ReadStateAsync(Token));
        await AppendAsync(store, "shop", Valid);
        await AppendAsync(store, "shop", Misspelt);
        Assert.Equal(new FollowerState(TestData.Now.UtcDateTime, 2, 0, 0), await store.Follower.ReadStateAsync(Token));
        await FollowAllAsync(store);
        Assert.Equal(new FollowerState(null, 0, 0, 0), await store.Follower.ReadStateAsync(Token));
    }

    [Fact]
    [Promise("10.6")]
    public async Task Erasing_a_lead_removes_its_errors_in_the_same_transaction_and_they_do_not_come_back()
    {
        await using var database = CreateDatabase();
        var store = await database.OpenAsync();
        await AppendAsync(store, "shop", TestData.Lead(("phoneNumber", "0512345678")), Misspelt);
        await FollowAllAsync(store);
        Assert.Equal(["0512345678"], await database.RowsAsync("select value from open_error where field = 'phoneNumber'"));
        var lead = (await database.RowsAsync("select bulk_id, lead_id from open_error where field = 'phoneNumber'"))[0].Split('|');
        var json = Encoding.UTF8.GetBytes("{}");
        await store.Privacy.EraseAsync(
            [
                new InvalidLeadErasure(
                    long.Parse(lead[0], null),
                    long.Parse(lead[1], null),
                    IsWhole: true,
                    ErasesReference: true,
                    json,
                    Encoding.UTF8.GetBytes("[1,[\"invalid-format\",\"phoneNumber\",{\"erased\":true}]]"),
                    JsonChange.Removed
                ),
            ],
            [],
            AuditEvent.FromCommand(AuditActions.PersonErase),
            Token
        );
        Assert.Empty(await database.RowsAsync("select 1 from open_error where field = 'phoneNumber'"));
        Assert.Equal(1, (await store.Follower.ReadStateAsync(Token)).PendingChanges);
        await FollowAllAsync(store);
        Assert.Empty(await database.RowsAsync("select 1 from open_error where field = 'phoneNumber'"));
        Assert.Equal(1, await store.OpenErrors.CountLeadsAsync(10, Token));
    }

    [Fact]
    public async Task Retention_removes_the_errors_of_the_leads_that_it_deletes_or_empties()
    {
        await using var database = CreateDatabase();
        var store = await database.OpenAsync();
        await AppendAsync(store, "shop", Misspelt);
        await FollowAllAsync(store);
        database.Time.Advance(TimeSpan.FromDays(2));
        var before = TestData.Now.UtcDateTime.AddDays(1);
        await store.Privacy.DropSentAsync(before, default, 10, _ => AuditEvent.FromService(AuditActions.Retention), Token);
        Assert.Equal(0, await store.OpenErrors.CountLeadsAsync(10, Token));
        await AppendAsync(store, "shop", Misspelt);
        await FollowAllAsync(store);
        Assert.Equal(1, await store.OpenErrors.CountLeadsAsync(10, Token));
        database.Time.Advance(TimeSpan.FromDays(2));
        await store.Privacy.DeleteLeadsWithErrorsAsync(before.AddDays(2), 10, _ => AuditEvent.FromService(AuditActions.Retention), Token);
        await FollowAllAsync(store);
        Assert.Equal(0, await store.OpenErrors.CountLeadsAsync(10, Token));
    }

    [Fact]
    public async Task Bulks_from_before_are_read_newest_first_once_all_new_ones_are()
    {
        await using var database = CreateDatabase();
        var store = await database.OpenAsync();
        await AppendAsync(store, "first", Misspelt);
        await AppendAsync(store, "second", Misspelt);
        await database.RowsAsync("update search_pending set kind = 2");
        await AppendAsync(store, "third", Misspelt);
        var order = new List<string>();
        while (!(await store.Follower.FollowNextAsync(1, TestData.SearchContext, TimeProvider.System, Token)).IsIdle)
            order.AddRange((await store.OpenErrors.FindOldestAsync(null, 10, Token)).Select(lead => lead.Sender).Except(order));
        Assert.Equal(["third", "second", "first"], order);
        Assert.Equal(3, (await store.IntakeHours.ReadAsync(DateTime.MinValue, DateTime.MaxValue, null, Token)).Sum(hour => hour.Bulks));
    }

    [Fact]
    public async Task One_node_follows_and_another_goes_on_when_it_is_silent_or_stops()
    {
        await using var database = CreateDatabase();
        var (one, other) = (await database.OpenAsync(), await database.OpenAsync());
        await AppendAsync(one, "shop", Misspelt);
        Assert.False((await one.Follower.FollowNextAsync(10, TestData.SearchContext, TimeProvider.System, Token)).IsIdle);
        await AppendAsync(one, "shop", Misspelt);
        Assert.True((await other.Follower.FollowNextAsync(10, TestData.SearchContext, TimeProvider.System, Token)).IsIdle);
        Assert.Equal(1, await one.OpenErrors.CountLeadsAsync(10, Token));
        database.Time.Advance(TimeSpan.FromSeconds(3));
        Assert.False((await other.Follower.FollowNextAsync(10, TestData.SearchContext, TimeProvider.System, Token)).IsIdle);
        Assert.Equal(2, await one.OpenErrors.CountLeadsAsync(10, Token));
        await other.Follower.ReleaseAsync(Token);
        await AppendAsync(one, "shop", Misspelt);
        Assert.False((await one.Follower.FollowNextAsync(10, TestData.SearchContext, TimeProvider.System, Token)).IsIdle);
        Assert.Equal(3, await one.OpenErrors.CountLeadsAsync(10, Token));
    }

    [Fact]
    public async Task Corrected_lead_is_no_open_error_at_once_and_is_counted_in_the_hour_of_its_correction()
    {
        await using var database = CreateDatabase();
        var store = await database.OpenAsync();
        await AppendAsync(store, "shop", Misspelt, Misspelt);
        await FollowAllAsync(store);
        database.Time.Advance(TimeSpan.FromHours(2));
        await CorrectFirstAsync(store);
        Assert.Equal(1, await store.OpenErrors.CountLeadsAsync(10, Token));
        await FollowAllAsync(store);
        await FollowAllAsync(store);
        Assert.Equal(1, await store.OpenErrors.CountLeadsAsync(10, Token));
        var hours = await store.IntakeHours.ReadAsync(DateTime.UnixEpoch, DateTime.MaxValue, null, Token);
        Assert.Equal([(2L, 2L, 0L), (0L, 0L, 1L)], hours.Select(hour => (hour.Leads, hour.WithErrors, hour.Corrected)));
    }

    private static async Task CorrectFirstAsync(ILeadStore store)
    {
        var before = (await store.Revisions.FindAsync(1, TestData.Catalog, Token))!;
        var correction = new LeadCorrection(
            before,
            TestData.Checked(Valid).Leads[0],
            "huda",
            "staff",
            Encoding.UTF8.GetBytes("[]"),
            2,
            AuditEvent.FromCommand(AuditActions.LeadCorrect)
        );
        Assert.NotNull(await store.Revisions.CorrectAsync(correction, Token));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static Task<AppendOutcome> AppendAsync(ILeadStore store, string sender, params IEnumerable<JsonNode> leads) =>
        store.AppendAsync(new NewBulk(TestData.Checked(leads), sender, null), Token);

    private static async Task FollowAllAsync(ILeadStore store, int maxLeads = 1000)
    {
        while (!(await store.Follower.FollowNextAsync(maxLeads, TestData.SearchContext, TimeProvider.System, Token)).IsIdle) { }
    }

    private static async Task<IReadOnlyList<string>> GroupsAsync(ILeadStore store, OpenErrorFilter filter) =>
        [
            .. (await store.OpenErrors.FindGroupsAsync(filter, TestData.Catalog, Token)).Select(group =>
                $"{group.Field} {group.Code} {group.Value} {group.Leads}"
            ),
        ];
}
