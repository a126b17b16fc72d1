using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using Leadgate.Domain.Leads;
using Leadgate.Storage.Tests.Support;
using Leadgate.Tests;

namespace Leadgate.Storage.Tests;

/// <summary>Storing bulks and reading them, on every engine.</summary>
public abstract class AppendTests
{
    private static readonly Gen<JsonNode?> GenText = TestData.OneOf<JsonNode?>(
        null,
        "نص عربي 😀 مع \"اقتباس\"",
        "tab\tand\nline",
        "x",
        " ",
        7,
        "٥"
    );

    /// <summary>
    /// Leads of all kinds: valid, invalid in one or more fields, with odd texts and vehicles, and values that are not objects.
    /// </summary>
    private static readonly Gen<JsonNode?> GenLead = Gen.Select(
        GenText,
        GenText,
        TestData.OneOf<JsonNode?>("Hot", "hot", 3, null, "Tepid"),
        TestData.OneOf("Saudi Arabia", "Brazil", "Nowhere"),
        Gen.Select(GenText, TestData.OneOf<JsonNode?>("Vigus", "Sportage", null), Gen.Int[0, 3]).Array[0, 3],
        Gen.Int[0, 9],
        (note, extra, priority, country, vehicles, kind) =>
            kind == 0
                ? note
                : TestData.Lead(
                    ("leadNote", note),
                    ("unknownThing", extra),
                    ("priority", priority),
                    ("customerCountry", country),
                    (
                        "vehicles",
                        new JsonArray([
                            .. vehicles.Select(vehicle => new JsonObject
                            {
                                ["modelMemo"] = vehicle.Item1?.DeepClone(),
                                ["modelFamily"] = vehicle.Item2?.DeepClone(),
                                ["totalQty"] = vehicle.Item3,
                            }),
                        ])
                    )
                )
    );

    protected abstract TestDatabase CreateDatabase();

    [Fact]
    [Promise("7.1")]
    public async Task The_line_of_each_lead_is_kept_and_leads_without_lines_have_none()
    {
        await using var database = CreateDatabase();
        var store = await database.OpenAsync();
        var wrong = TestData.Lead(("priority", "Tepid"));
        await store.AppendAsync(TestData.BulkOfLines((TestData.Lead(), 2), (wrong, 5), (TestData.Lead(), 6)), CancellationToken.None);
        await store.AppendAsync(TestData.Bulk(TestData.Lead(), wrong), CancellationToken.None);
        List<int?> lines = [];
        for (var bulk = 1; bulk <= 2; bulk++)
        {
            var leads = await store.ReadLeadsAsync(bulk, 0, 10, TestData.Catalog, CancellationToken.None);
            lines.AddRange(leads.Select(lead => lead.Valid is { } valid ? valid.Line : lead.Line));
        }

        Assert.Equal([2, 5, 6, null, null], lines);
    }

    [Fact]
    [Promise("6.4")]
    [Promise("7.1")]
    public async Task Leads_are_read_as_they_were_validated_and_in_their_order()
    {
        await using var database = CreateDatabase();
        var store = await database.OpenAsync();
        await GenLead
            .Array[1, 40]
            .SampleAsync(
                async leads =>
                {
                    var bulk = TestData.Bulk(leads);
                    var outcome = Assert.IsType<AppendOutcome.Stored>(await store.AppendAsync(bulk, CancellationToken.None));
                    var stored = outcome.Bulk;
                    Assert.Equal((bulk.Bulk.Leads.Count, bulk.Bulk.ErrorRecords), (stored.TotalRecords, stored.ErrorRecords));
                    Assert.Equal(stored, await store.FindBulkAsync(stored.Id, CancellationToken.None));
                    var back = await store.ReadLeadsAsync(stored.Id, 0, 1000, TestData.Catalog, CancellationToken.None);
                    Assert.Equal(bulk.Bulk.Leads.Select(TestData.Json), back.Select(TestData.Json));

                    // The outcome says without a read what a read says.
                    Assert.Equal(back.Select(lead => lead.Id), outcome.Ids.Leads.ToArray());
                    Assert.All(
                        back,
                        lead =>
                        {
                            Assert.Equal(lead.VehicleIds, outcome.Ids.GetVehicles(lead.Index, lead.VehicleIds.Count));
                            Assert.Equal(lead.StoredErrors.ToArray(), bulk.Issues.GetErrors(lead.Index).ToArray());
                            Assert.Equal(lead.StoredWarnings.ToArray(), bulk.Issues.GetWarnings(lead.Index).ToArray());
                        }
                    );
                },
                iter: 100
            );
    }

    [Fact]
    [Promise("6.4")]
    public async Task Lead_with_errors_is_stored_byte_for_byte()
    {
        await using var database = CreateDatabase();
        var store = await database.OpenAsync();
        var bulk = TestData.Bulk(TestData.Lead(("priority", "Tepid"), ("leadNote", "ملاحظة 😀")), "just text", 42, null);
        var stored = (await store.AppendAsync(bulk, TestContext.Current.CancellationToken)).Bulk();
        var back = await store.ReadLeadsAsync(stored.Id, 0, 10, TestData.Catalog, TestContext.Current.CancellationToken);
        Assert.Equal(
            bulk.Bulk.Leads.Select(lead => Convert.ToHexString(lead.SentJson.Span)),
            back.Select(lead => Convert.ToHexString(lead.Sent.Span))
        );
    }

    /// <summary>Random, so that PostgreSQL cannot compress it: it refuses an entry of an index over 2,700 bytes.</summary>
    [Theory]
    [InlineData(200, true)]
    [InlineData(201, false)]
    [InlineData(5000, false)]
    [Promise("6.4")]
    public async Task Lead_whose_reference_is_too_long_is_stored_and_not_found_by_it(int length, bool isSearchable)
    {
        await using var database = CreateDatabase();
        var store = await database.OpenAsync();
        var reference = Gen.Char["abcdefghijklmnopqrstuvwxyz0123456789"].Array[length].Select(chars => new string(chars)).Single();
        var bulk = TestData.Bulk(TestData.Lead(("leadReference", reference), ("priority", "Tepid")), TestData.Lead());
        var stored = (await store.AppendAsync(bulk, TestContext.Current.CancellationToken)).Bulk();
        Assert.Equal((2, 1), (stored.TotalRecords, stored.ErrorRecords));
        Assert.Equal(
            [isSearchable ? reference : ""],
            await database.RowsAsync("select coalesce(lead_reference, '') from lead_with_errors")
        );
        var back = await store.ReadLeadsAsync(stored.Id, 0, 10, TestData.Catalog, TestContext.Current.CancellationToken);
        Assert.Contains(reference, Encoding.UTF8.GetString(back[0].Sent.Span), StringComparison.Ordinal);
    }

    [Fact]
    [Promise("2.4")]
    public async Task Ids_only_grow_and_are_never_reused_also_after_a_restart()
    {
        await using var database = CreateDatabase();
        var (bulks, leads, vehicles) = (new List<long>(), new List<long>(), new List<long>());
        for (var run = 0; run < 3; run++)
        {
            var store = await database.OpenAsync();
            foreach (var _ in Enumerable.Range(0, 4))
            {
                var stored = (
                    await store.AppendAsync(
                        TestData.Bulk(TestData.Lead(), TestData.Lead(("priority", null)), TestData.Lead()),
                        TestContext.Current.CancellationToken
                    )
                ).Bulk();
                bulks.Add(stored.Id);
                foreach (var lead in await store.ReadLeadsAsync(stored.Id, 0, 10, TestData.Catalog, TestContext.Current.CancellationToken))
                {
                    leads.Add(lead.Id);
                    vehicles.AddRange(lead.VehicleIds);
                }
            }

            await database.CloseAsync();
        }

        Assert.All([bulks, leads, vehicles], ids => Assert.Equal(ids.Order().Distinct(), ids));
        Assert.Equal((12, 36, 36), (bulks.Count, leads.Count, vehicles.Count));
    }

    [Fact]
    [Promise("7.4")]
    public async Task A_small_step_back_of_the_clock_is_not_followed()
    {
        await using var database = CreateDatabase();
        var store = await database.OpenAsync();
        var first = (await store.AppendAsync(TestData.Bulk(TestData.Lead()), TestContext.Current.CancellationToken)).Bulk();
        database.Time.AdjustTime(TestData.Now.AddSeconds(-5));
        var second = (await store.AppendAsync(TestData.Bulk(TestData.Lead()), TestContext.Current.CancellationToken)).Bulk();
        Assert.Equal(first.CreatedAt, second.CreatedAt);
    }

    [Fact]
    [Promise("7.1")]
    public async Task Vehicles_come_in_the_order_of_the_request()
    {
        await using var database = CreateDatabase();
        var store = await database.OpenAsync();
        var vehicles = new JsonArray([.. Enumerable.Range(1, 5).Select(n => new JsonObject { ["totalQty"] = n })]);
        await store.AppendAsync(TestData.Bulk(TestData.Lead(("vehicles", vehicles))), TestContext.Current.CancellationToken);
        var lead = Assert.Single(await store.ReadLeadsAsync(1, 0, 10, TestData.Catalog, TestContext.Current.CancellationToken));
        Assert.Equal(
            [1, 2, 3, 4, 5],
            lead.Valid!.Vehicles.Select(vehicle => vehicle[VehicleFields.All.Single(field => field.Name == "totalQty")].Number)
        );
        Assert.Equal(lead.VehicleIds.Order(), lead.VehicleIds);
    }

    [Fact]
    [Promise("2.6")]
    public async Task Concurrent_bulks_are_all_stored_completely()
    {
        await using var database = CreateDatabase();
        var store = await database.OpenAsync();
        var stored = await Task.WhenAll(
            Enumerable
                .Range(1, 200)
                .Select(n =>
                    store.AppendAsync(
                        TestData.Bulk(Enumerable.Repeat<JsonNode?>(TestData.Lead(("leadReference", $"r{n}")), 1 + (n % 5))),
                        CancellationToken.None
                    )
                )
        );
        Assert.Equal(200, stored.Select(outcome => outcome.Bulk().Id).Distinct().Count());
        await database.CloseAsync();
        var again = await database.OpenAsync();
        foreach (var bulk in stored.Select(outcome => outcome.Bulk()))
        {
            var leads = await again.ReadLeadsAsync(bulk.Id, 0, 10, TestData.Catalog, TestContext.Current.CancellationToken);
            Assert.Equal(bulk.TotalRecords, leads.Count);
            Assert.Single(leads.Select(lead => Reference(lead)).Distinct());
        }
    }

    [Fact]
    public async Task Missing_bulk_is_null_and_has_no_leads()
    {
        await using var database = CreateDatabase();
        var store = await database.OpenAsync();
        Assert.Null(await store.FindBulkAsync(1, TestContext.Current.CancellationToken));
        Assert.Empty(await store.ReadLeadsAsync(1, 0, 10, TestData.Catalog, TestContext.Current.CancellationToken));
        Assert.Empty(await store.FindLeadsAsync(new LeadQuery(), TestData.Catalog, TestContext.Current.CancellationToken));
    }

    private static string? Reference(StoredLead lead) => lead.Valid![LeadFields.All.Single(field => field.Name == "leadReference")].Text;
}
