using System.Text.Json.Nodes;
using CsCheck;
using Leadgate.Domain.Audit;
using Leadgate.Domain.Leads;
using Leadgate.Domain.Lists;
using Leadgate.Domain.Privacy;
using Leadgate.Domain.Search;
using Leadgate.Storage.Search;
using Leadgate.Storage.Tests.Support;

namespace Leadgate.Storage.Tests;

/// <summary>The search over all leads, on every engine.</summary>
public abstract class LeadIndexTests
{
    protected abstract TestDatabase CreateDatabase();

    [Fact]
    public async Task Leads_are_found_by_what_people_type_and_by_every_filter_together()
    {
        await using var database = CreateDatabase();
        var store = await database.OpenAsync();
        JsonNode[] leads =
        [
            TestData.Lead(("firstName", "ريم"), ("lastName", "العتيبي"), ("phoneNumber", "512345678"), ("email", "Reem@Example.com")),
            TestData.Lead(("firstName", "عبد الله"), ("leadReference", "WEB-10045"), ("phoneNumber", "0523456789")),
            TestData.Lead(("firstName", "José"), ("priority", null), ("source", "Website"), ("subSource", "Live Chat")),
        ];
        await AppendAsync(store, "shop", leads);
        database.Time.Advance(TimeSpan.FromDays(40));
        await AppendAsync(store, "web", TestData.Lead(("firstName", "ريم")), TestData.Lead(("customerCity", "Dammqm")));
        await FollowAllAsync(store);

        Assert.Equal([5, 4, 3, 2, 1], await FindAsync(store, new LeadFilter()));
        Assert.Equal([1], await FindAsync(store, Text("٠٥١٢٣٤٥٦٧٨")));
        Assert.Equal([1], await FindAsync(store, Text("+966 51 234 5678")));
        Assert.Equal([2], await FindAsync(store, Text("523456789")));
        Assert.Equal([1], await FindAsync(store, Text("reem@example.COM")));
        Assert.Equal([4, 1], await FindAsync(store, Text("رِيم")));
        Assert.Equal([1], await FindAsync(store, Text("عتيبي ريم")));
        Assert.Equal([2], await FindAsync(store, Text("عبدالله")));
        Assert.Equal([2], await FindAsync(store, Text("web-10045")));
        Assert.Equal([3], await FindAsync(store, Text("jose")));
        Assert.Equal([4], await FindAsync(store, Text("4")));
        Assert.Empty(await FindAsync(store, Text("!!")));
        Assert.Empty(await FindAsync(store, Text("Nobody")));

        Assert.Equal([5, 3, 2], await FindAsync(store, new LeadFilter { State = LeadState.Waiting }));
        Assert.Equal([4, 1], await FindAsync(store, new LeadFilter { State = LeadState.Valid }));
        Assert.Equal([2], await FindAsync(store, new LeadFilter { ErrorField = "phoneNumber" }));
        Assert.Equal([5], await FindAsync(store, new LeadFilter { ErrorField = "customerCity", ErrorCode = "not-in-list" }));
        Assert.Empty(await FindAsync(store, new LeadFilter { ErrorField = "priority", ErrorCode = "not-in-list" }));
        Assert.Equal([3], await FindAsync(store, new LeadFilter { ErrorCode = "required" }));
        Assert.Equal([5, 4], await FindAsync(store, new LeadFilter { Sender = "web" }));
        Assert.Equal([3], await FindAsync(store, new LeadFilter { Source = Value(LeadFields.Source, 2, leads[2]) }));
        Assert.Equal([5, 4, 3, 2, 1], await FindAsync(store, new LeadFilter { Brand = Value(LeadFields.Ou, 0, leads[0]) }));
        Assert.Equal([3, 2, 1], await FindAsync(store, new LeadFilter { To = new DateOnly(2026, 3, 31) }));
        Assert.Equal([5, 4], await FindAsync(store, new LeadFilter { From = new DateOnly(2026, 3, 31), To = new DateOnly(2026, 4, 10) }));
        Assert.Empty(await FindAsync(store, new LeadFilter { From = new DateOnly(2026, 4, 11) }));
        Assert.Empty(await FindAsync(store, new LeadFilter { From = new DateOnly(2026, 4, 11), To = new DateOnly(2026, 4, 1) }));
        Assert.Equal([3, 2, 1], await FindAsync(store, new LeadFilter { BulkId = 1 }));
        Assert.Equal([3, 2], await FindAsync(store, new LeadFilter { BulkId = 1, State = LeadState.Waiting }));
        Assert.Equal(
            [4],
            await FindAsync(store, Text("ريم") with { Sender = "web", State = LeadState.Valid, From = new DateOnly(2026, 1, 1) })
        );
        Assert.Empty(await FindAsync(store, Text("4") with { Sender = "shop" }));

        Assert.Equal(2, await store.LeadIndex.CountAsync(Text("ريم"), 10, TestData.SearchContext, Token));
        Assert.Equal(3, await store.LeadIndex.CountAsync(new LeadFilter { BulkId = 1 }, 10, TestData.SearchContext, Token));
        Assert.Equal(4, await store.LeadIndex.CountAsync(new LeadFilter(), 4, TestData.SearchContext, Token));
    }

    [Fact]
    public async Task Leads_with_a_wrong_value_are_found_on_pages_in_both_orders_and_counted()
    {
        await using var database = CreateDatabase();
        var store = await database.OpenAsync();
        string[] cities = ["Jaddeh", " JADDEH", "Dammqm", "Jeddah"];
        await AppendAsync(store, "shop", [.. cities.Select(city => TestData.Lead(("customerCity", city)))]);
        database.Time.Advance(TimeSpan.FromDays(1));
        await AppendAsync(
            store,
            "web",
            TestData.Lead(("customerCity", "jaddeh"), ("firstName", "ريم")),
            TestData.Lead(("customerCity", "Dammqm")),
            TestData.Lead(("lastName", "Jaddeh"), ("priority", null))
        );
        await FollowAllAsync(store);

        var value = new LeadFilter { ErrorField = "customerCity", ErrorValue = "jaddeh" };
        (LeadFilter Filter, long[] Found)[] cases =
        [
            (value, [1, 2, 5]),
            (value with { ErrorCode = "not-in-list", State = LeadState.Waiting }, [1, 2, 5]),
            (value with { ErrorCode = "required" }, []),
            (value with { State = LeadState.Valid }, []),
            (value with { State = LeadState.Erased }, []),
            (value with { Sender = "web" }, [5]),
            (value with { Text = "ريم" }, [5]),
            (value with { BulkId = 1 }, [1, 2]),
            (value with { ErrorField = "priority" }, []),
        ];
        foreach (var (filter, expected) in cases)
        {
            Assert.Equal(expected, await PagesAsync(store, filter, LeadOrder.OldestFirst, 1));
            Assert.Equal(expected.Reverse(), await PagesAsync(store, filter, LeadOrder.NewestFirst, 2));
            Assert.Equal(expected.Length, await store.LeadIndex.CountAsync(filter, 10, TestData.SearchContext, Token));
            Assert.Equal(Math.Min(expected.Length, 2), await store.LeadIndex.CountAsync(filter, 2, TestData.SearchContext, Token));
        }

        var since = database.Time.GetUtcNow().UtcDateTime.AddHours(-1);
        var arrived = await store.LeadIndex.CountArrivedAsync(value, since, 10, TestData.SearchContext, Token);
        Assert.Equal(new ArrivedLeads(1, IsMore: false), arrived);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    public async Task Pages_in_both_orders_have_every_lead_once(int limit)
    {
        await using var database = CreateDatabase();
        var store = await database.OpenAsync();
        for (var bulk = 0; bulk < 3; bulk++)
            await AppendAsync(store, "shop", [.. Enumerable.Range(0, 3).Select(i => TestData.Lead(("priority", i == 1 ? null : "Hot")))]);
        await FollowAllAsync(store, maxLeads: 2);
        LeadFilter[] filters = [new(), new() { Sender = "shop" }, new() { State = LeadState.Valid }, new() { BulkId = 2 }];
        foreach (var filter in filters)
        {
            var newest = await PagesAsync(store, filter, LeadOrder.NewestFirst, limit);
            var oldest = await PagesAsync(store, filter, LeadOrder.OldestFirst, limit);
            Assert.Equal(newest.Count, newest.Distinct().Count());
            Assert.Equal(newest.OrderDescending(), newest);
            Assert.Equal(newest.Order(), oldest);
            Assert.Equal(filter.BulkId is null ? (filter.State is null ? 9 : 6) : 3, newest.Count);
        }
    }

    /// <summary>Any filter finds exactly the leads whose own terms meet it, on pages of any size and in both orders.</summary>
    [Fact]
    public async Task Search_finds_what_comparing_every_lead_with_the_filter_finds()
    {
        await using var database = CreateDatabase();
        var store = await database.OpenAsync();
        string[] names = ["Reem", "ريم العتيبي", "عبد الله", "Al-Saleh 7", "José"];
        for (var bulk = 0; bulk < 24; bulk++)
        {
            database.Time.Advance(TimeSpan.FromHours(bulk % 4 * 19));
            var leads = Enumerable
                .Range(bulk, 1 + (bulk % 4))
                .Select(n =>
                    TestData.Lead(
                        ("firstName", names[n % names.Length]),
                        ("phoneNumber", n % 5 == 0 ? "0512345678" : $"51234567{n % 3}"),
                        ("email", $"customer{n % 4}@example.com"),
                        ("leadReference", $"WEB {n % 6}"),
                        ("priority", n % 3 == 0 ? null : "Hot"),
                        ("source", n % 2 == 0 ? "Website" : "Showroom"),
                        ("subSource", n % 2 == 0 ? "Live Chat" : "Walk-in")
                    )
                );
            await AppendAsync(store, bulk % 3 == 0 ? "shop" : "web", [.. leads]);
        }

        await FollowAllAsync(store, maxLeads: 7);
        var page = await store.LeadIndex.FindAsync(new LeadFilter(), LeadOrder.OldestFirst, null, 1000, TestData.SearchContext, Token);
        var all = page.Leads.Select(lead => (lead.Id, Terms: TermsOf(lead))).ToList();
        Assert.Equal(60, all.Count);
        var since = page.Leads[^20].Origin.CreatedAt;
        var later = page.Leads.Where(lead => lead.Origin.CreatedAt > since).Select(lead => lead.Id).ToHashSet();
        Assert.InRange(later.Count, 10, 20);
        Assert.Equal(new ArrivedLeads(3, IsMore: true), await CountArrivedAsync(new LeadFilter(), 3));
        Assert.Equal(new ArrivedLeads(later.Count, IsMore: false), await CountArrivedAsync(new LeadFilter(), 100));
        var (first, source) = (new DateOnly(2026, 2, 26), page.Leads.First(lead => lead.Valid is not null).Valid![LeadFields.Source].Item!);
        await Gen.Select(
                TestData.OneOf(
                    null,
                    null,
                    "reem",
                    "ريم",
                    "عبدالله saleh",
                    "512345670",
                    "0512345678",
                    "customer1@example.com",
                    "web 3",
                    "17"
                ),
                TestData.OneOf<LeadState?>(null, null, LeadState.Valid, LeadState.Waiting, LeadState.Erased),
                TestData.OneOf(null, null, "shop", "web", "nobody"),
                TestData.OneOf(null, null, "priority", "phoneNumber"),
                Gen.Select(TestData.OneOf<int?>(null, 0, 3, 9, 28), TestData.OneOf<int?>(null, 2, 8, 20, 400)),
                Gen.Select(TestData.OneOf<int?>(null, null, source.Value), Gen.Int[1, 9], Gen.Bool)
            )
            .SampleAsync(
                async (text, state, sender, field, days, rest) =>
                {
                    var (ofSource, limit, isOldestFirst) = rest;
                    var filter = new LeadFilter
                    {
                        Text = text,
                        State = state,
                        Sender = sender,
                        ErrorField = field,
                        From = days.Item1 is { } from ? first.AddDays(from) : null,
                        To = days.Item2 is { } to ? first.AddDays(to) : null,
                        Source = ofSource,
                    };
                    var query = SearchQuery.From(filter);
                    var expected = all.Where(lead => query.Matches(lead.Terms, lead.Id)).Select(lead => lead.Id).ToList();
                    var found = await PagesAsync(store, filter, isOldestFirst ? LeadOrder.OldestFirst : LeadOrder.NewestFirst, limit);

                    // A lead whose id is what was typed comes first, whatever the order is.
                    Assert.Equal(expected, found.Order());
                    if (text == "17")
                        return;
                    Assert.Equal(Math.Min(expected.Count, 5), await CountAsync(filter));
                    if (state != LeadState.Erased)
                        Assert.Equal(expected.Count(later.Contains), (await CountArrivedAsync(filter, 100)).Count);
                },
                iter: 150
            );

        Task<int> CountAsync(LeadFilter filter) => store.LeadIndex.CountAsync(filter, 5, TestData.SearchContext, CancellationToken.None);

        Task<ArrivedLeads> CountArrivedAsync(LeadFilter filter, int most) =>
            store.LeadIndex.CountArrivedAsync(filter, since, most, TestData.SearchContext, CancellationToken.None);

        static IReadOnlySet<string> TermsOf(StoredLead lead) =>
            SearchTerms.For(
                lead.Valid is { } valid
                    ? SearchableLead.FromValid(valid, lead.Origin, lead.IsErased)
                    : SearchableLead.FromSent(
                        lead.Sent.Span,
                        TestData.Catalog,
                        OpenError.From(lead.ReadErrors(TestData.Catalog)),
                        lead.Origin,
                        lead.IsErased
                    ),
                TestData.SearchContext.Zone
            );
    }

    [Fact]
    public async Task Of_more_arrived_leads_than_are_looked_at_the_last_are_counted()
    {
        await using var database = CreateDatabase();
        var store = await database.OpenAsync();
        var since = database.Time.GetUtcNow().UtcDateTime;
        database.Time.Advance(TimeSpan.FromSeconds(1));
        await AppendAsync(store, "web", [.. Enumerable.Range(0, 5).Select(_ => TestData.Lead())]);
        await AppendAsync(store, "shop", TestData.Lead(), TestData.Lead());
        await FollowAllAsync(store);
        var ofShop = new LeadFilter { Sender = "shop" };
        Assert.Equal(
            new ArrivedLeads(2, IsMore: true),
            await store.LeadIndex.CountArrivedAsync(ofShop, since, 3, TestData.SearchContext, Token)
        );
        Assert.Equal(
            new ArrivedLeads(0, IsMore: true),
            await store.LeadIndex.CountArrivedAsync(ofShop with { Sender = "nobody" }, since, 3, TestData.SearchContext, Token)
        );
    }

    [Fact]
    public async Task Lead_that_changed_since_it_was_indexed_is_not_shown_for_what_it_was()
    {
        await using var database = CreateDatabase();
        var store = await database.OpenAsync();
        await AppendAsync(store, "shop", TestData.Lead(("firstName", "Reem")), TestData.Lead(("firstName", "Reem")));
        await FollowAllAsync(store);
        await database.RowsAsync("update lead set first_name = 'Huda' where id = 1");
        Assert.Equal([2], await FindAsync(store, Text("Reem")));
    }

    [Fact]
    public async Task Erased_lead_leaves_the_index_in_the_same_transaction_and_is_found_as_erased()
    {
        await using var database = CreateDatabase();
        var store = await database.OpenAsync();
        await AppendAsync(store, "shop", TestData.Lead(("firstName", "Reem"), ("phoneNumber", "512345678")), TestData.Lead());
        await FollowAllAsync(store);
        var subject = DataSubject.TryCreate("512345678", null, TestData.Catalog[ReferenceLists.PhoneCode], out _)!;
        var lead = (
            await store.LeadIndex.FindAsync(Text("512345678"), LeadOrder.NewestFirst, null, 10, TestData.SearchContext, Token)
        ).Leads[0];
        await store.Privacy.EraseAsync(
            [new ValidLeadErasure(1, lead.Id, LeadMatch.Find(lead.Valid!, lead.StoredWarnings, subject)!)],
            [],
            AuditEvent.FromCommand(AuditActions.PersonErase),
            Token
        );
        Assert.Equal(1, await store.LeadIndex.CountAsync(new LeadFilter { Sender = "shop" }, 10, TestData.SearchContext, Token));
        Assert.Equal(0, await store.LeadIndex.CountAsync(Text("512345678"), 10, TestData.SearchContext, Token));
        await FollowAllAsync(store);
        Assert.Equal(0, await store.LeadIndex.CountAsync(Text("Reem"), 10, TestData.SearchContext, Token));
        Assert.Equal([1], await FindAsync(store, new LeadFilter { State = LeadState.Erased }));
        await store.Privacy.VacuumAsync(Token);
        Assert.Equal([2, 1], await FindAsync(store, new LeadFilter { Sender = "shop" }));
    }

    [Fact]
    public async Task Index_of_other_terms_is_written_anew_and_nothing_is_counted_twice()
    {
        await using var database = CreateDatabase();
        var store = await database.OpenAsync();
        await AppendAsync(store, "shop", TestData.Lead(("firstName", "Reem")), TestData.Lead(("priority", null)));
        await FollowAllAsync(store);
        await database.RowsAsync("update counter set value = 99 where name = 'search_version'");
        await database.CloseAsync();
        database.Time.Advance(TimeSpan.FromSeconds(5));
        store = await database.OpenAsync();
        await FollowAllAsync(store);
        Assert.Equal([1], await FindAsync(store, Text("Reem")));
        Assert.Equal(1, await store.OpenErrors.CountLeadsAsync(10, Token));
        Assert.Equal(1, (await store.IntakeHours.ReadAsync(DateTime.MinValue, DateTime.MaxValue, null, Token)).Single().Bulks);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static LeadFilter Text(string text) => new() { Text = text };

    private static int Value(LeadField field, int index, JsonNode lead) =>
        TestData.Checked(Enumerable.Repeat(lead, index + 1)).Leads[index][field].Item!.Value;

    private static Task<AppendOutcome> AppendAsync(ILeadStore store, string sender, params IEnumerable<JsonNode> leads) =>
        store.AppendAsync(new NewBulk(TestData.Checked(leads), sender, null), Token);

    private static async Task FollowAllAsync(ILeadStore store, int maxLeads = 1000)
    {
        while (!(await store.Follower.FollowNextAsync(maxLeads, TestData.SearchContext, TimeProvider.System, Token)).IsIdle) { }
    }

    private static async Task<IReadOnlyList<long>> FindAsync(ILeadStore store, LeadFilter filter)
    {
        var page = await store.LeadIndex.FindAsync(filter, LeadOrder.NewestFirst, null, 10, TestData.SearchContext, Token);
        Assert.Null(page.Next);
        return [.. page.Leads.Select(lead => lead.Id)];
    }

    private static async Task<List<long>> PagesAsync(ILeadStore store, LeadFilter filter, LeadOrder order, int limit)
    {
        var (ids, after) = (new List<long>(), (long?)null);
        do
        {
            var page = await store.LeadIndex.FindAsync(filter, order, after, limit, TestData.SearchContext, Token);
            ids.AddRange(page.Leads.Select(lead => lead.Id));
            after = page.Next;
        } while (after is not null);
        return ids;
    }
}
