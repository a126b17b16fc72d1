using CsCheck;
using Leadgate.Domain.Lists;
using Leadgate.Storage.Tests.Support;
using Leadgate.Tests;

namespace Leadgate.Storage.Tests;

/// <summary>Searching leads, on every engine.</summary>
public abstract class SearchTests
{
    protected abstract TestDatabase CreateDatabase();

    /// <summary>A page of the largest leads that can be sent would otherwise fill the memory.</summary>
    [Fact]
    [Promise("7.4")]
    public async Task Page_of_large_leads_ends_early_and_the_next_ones_hold_the_rest()
    {
        await using var database = CreateDatabase();
        var store = await database.OpenAsync();
        var large = new string('x', 1_000_000);
        for (var bulk = 0; bulk < 4; bulk++)
        {
            var leads = Enumerable.Range(0, 4).Select(n => TestData.Lead(("priority", n % 2 == 1 ? null : "Hot"), ("remark2", large)));
            await store.AppendAsync(TestData.Bulk(leads), TestContext.Current.CancellationToken);
        }

        var (found, query) = (new List<StoredLead>(), new LeadQuery { Limit = 100 });
        for (var isEnd = false; !isEnd; )
        {
            var page = await store.FindLeadsAsync(query, TestData.Catalog, TestContext.Current.CancellationToken);
            Assert.InRange(page.Sum(lead => lead.Bytes), 0, (2 * StoredLead.MaxReadBytes) + large.Length);
            Assert.True(page.Count < 16);
            found.AddRange(page);
            isEnd = StoredLead.IsEnd(page, query.Limit);
            query = query with { After = isEnd ? null : new LeadCursor(page[^1].Origin.BulkId, page[^1].Id) };
        }

        Assert.Equal(16, found.Count);
        Assert.Equal(found.Select(lead => lead.Id).Distinct().OrderDescending(), found.Select(lead => lead.Id));

        // Of one kind alone there are fewer, and those that were too many are not read at all.
        foreach (var hasErrors in (bool[])[true, false])
        {
            var ofKind = await store.FindLeadsAsync(
                new LeadQuery { Limit = 100, IsError = hasErrors },
                TestData.Catalog,
                TestContext.Current.CancellationToken
            );
            Assert.InRange(ofKind.Count, 1, 5);
            Assert.False(StoredLead.IsEnd(ofKind, 100));
        }

        var inBulk = new List<StoredLead>();
        for (var last = 0L; ; last = inBulk[^1].Id)
        {
            var bulk = found[0].Origin.BulkId;
            var portion = await store.ReadLeadsAsync(bulk, last, 250, TestData.Catalog, TestContext.Current.CancellationToken);
            inBulk.AddRange(portion);
            if (StoredLead.IsEnd(portion, 250))
                break;
        }

        Assert.Equal([0, 1, 2, 3], inBulk.Select(lead => lead.Index));
    }

    /// <summary>Any filter finds exactly what a scan of all leads finds, and pages of any size together are the whole.</summary>
    [Fact]
    [Promise("2.5")]
    [Promise("7.4")]
    public async Task Paged_search_finds_what_a_scan_of_every_lead_finds()
    {
        await using var database = CreateDatabase();
        var store = await database.OpenAsync();
        for (var bulk = 0; bulk < 30; bulk++)
        {
            database.Time.Advance(TimeSpan.FromMinutes(bulk % 3));
            await store.AppendAsync(
                TestData.Bulk(
                    Enumerable
                        .Range(0, 1 + (bulk % 4))
                        .Select(n =>
                            TestData.Lead(
                                ("priority", (bulk + n) % 3 == 0 ? null : "Hot"),
                                ("source", n % 2 == 0 ? "Website" : "Showroom"),
                                ("subSource", n % 2 == 0 ? "Live Chat" : "Walk-in")
                            )
                        )
                ),
                TestContext.Current.CancellationToken
            );
        }

        var all = await store.FindLeadsAsync(new LeadQuery { Limit = 1000 }, TestData.Catalog, TestContext.Current.CancellationToken);
        Assert.Equal(all.OrderByDescending(lead => lead.Id).Select(lead => lead.Id), all.Select(lead => lead.Id));
        var from = TestData.Now.UtcDateTime;
        var (website, showroom) = (Source("Website"), Source("Showroom"));
        var genQuery = Gen.Select(
            TestData.OneOf<long?>(null, null, 3, 17),
            TestData.OneOf<bool?>(null, true, false),
            TestData.OneOf<int[]?>(null, [website], [showroom, website], []),
            TestData.OneOf<int?>(null, 0, 3, 10, 40),
            TestData.OneOf<int?>(null, 1, 5, 20, 90),
            Gen.Int[1, 20],
            (bulk, isError, sources, start, end, limit) =>
                new LeadQuery
                {
                    BulkId = bulk,
                    IsError = isError,
                    Sources = sources,
                    From = start is { } s ? from.AddMinutes(s) : null,
                    Before = end is { } e ? from.AddMinutes(e) : null,
                    Limit = limit,
                }
        );
        await genQuery.SampleAsync(
            async query =>
            {
                var expected = all.Where(lead =>
                        (query.BulkId is null || lead.Origin.BulkId == query.BulkId)
                        && (query.IsError is null || query.IsError == lead.Valid is null)
                        && (query.Sources is null || query.Sources.Contains(SourceOf(lead)))
                        && (query.From is null || lead.Origin.CreatedAt >= query.From)
                        && (query.Before is null || lead.Origin.CreatedAt < query.Before)
                    )
                    .Select(lead => lead.Id);
                var found = new List<long>();
                for (LeadCursor? after = null; ; )
                {
                    var page = await store.FindLeadsAsync(query with { After = after }, TestData.Catalog, CancellationToken.None);
                    found.AddRange(page.Select(lead => lead.Id));
                    if (page.Count < query.Limit)
                        break;
                    after = new LeadCursor(page[^1].Origin.BulkId, page[^1].Id);
                }

                Assert.Equal(expected, found);
            },
            iter: 300
        );
    }

    [Fact]
    [Promise("7.4")]
    public async Task Bulks_arriving_between_two_pages_do_not_affect_them()
    {
        await using var database = CreateDatabase();
        var store = await database.OpenAsync();
        for (var i = 0; i < 3; i++)
            await store.AppendAsync(TestData.Bulk(TestData.Lead(), TestData.Lead()), TestContext.Current.CancellationToken);
        var first = await store.FindLeadsAsync(new LeadQuery { Limit = 3 }, TestData.Catalog, TestContext.Current.CancellationToken);
        await store.AppendAsync(TestData.Bulk(TestData.Lead()), TestContext.Current.CancellationToken);
        var second = await store.FindLeadsAsync(
            new LeadQuery { Limit = 3, After = new(first[2].Origin.BulkId, first[2].Id) },
            TestData.Catalog,
            TestContext.Current.CancellationToken
        );
        Assert.Equal([6, 5, 4, 3, 2, 1], first.Concat(second).Select(lead => lead.Id));
    }

    private static int Source(string label) => TestData.Catalog[ReferenceLists.LeadSource].Items.Single(item => item.Label == label).Value;

    /// <summary>By its index, because a lead with errors has no typed source.</summary>
    private static int SourceOf(StoredLead lead) => Source(lead.Index % 2 == 0 ? "Website" : "Showroom");
}
