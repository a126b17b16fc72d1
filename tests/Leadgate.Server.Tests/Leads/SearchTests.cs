using System.Net;
using System.Text.Json;
using Leadgate.Contract;
using Leadgate.Server.Tests.Support;
using Leadgate.Tests;
using Microsoft.Extensions.Time.Testing;

namespace Leadgate.Server.Tests.Leads;

/// <summary>Searches for leads, and reads bulks.</summary>
public abstract class SearchTests(Engine engine, SearchTests.FiveLeads five) : EngineTests(engine)
{
    [Theory]
    [InlineData("", "e d c b a")]
    [InlineData("id=1", "b a")]
    [InlineData("leadId=3", "c")]
    [InlineData("leadId=2", "")]
    [InlineData("leadReference=c", "c")]
    [InlineData("leadReference=%20d%20", "d")]
    [InlineData("leadReference=d&isError=0", "")]
    [InlineData("leadReference=C", "")]
    [InlineData("leadReference=", "e d c b a")]
    [InlineData("isError=1", "d b")]
    [InlineData("isError=false", "e c a")]
    [InlineData("source=Website", "e")]
    [InlineData("source=الموقع الإلكتروني", "e")]
    [InlineData("source=3", "e")]
    [InlineData("subSource=Walk-in", "d c b a")]
    [InlineData("source=Website&subSource=Live Chat", "e")]
    [InlineData("source=Website&isError=1", "")]
    [InlineData("fromDate=2026-03-02", "e d c")]
    [InlineData("toDate=2026-03-01", "b a")]
    [InlineData("toDate=9999-12-31T23:59:59.999Z", "e d c b a")]
    [InlineData("toDate=9999-12-31T23:59:59.9999999Z", "e d c b a")]
    [InlineData("toDate=9999-12-31", "e d c b a")]
    [InlineData("fromDate=9999-12-31T23:59:59.999Z", "")]
    [InlineData("fromDate=2026-03-02&toDate=2026-03-02", "d c")]
    [InlineData("fromDate=2026-03-01T22:30:00Z", "e d c")]
    [InlineData("fromDate=2026-03-02T01:30:00+03:00&toDate=2026-03-02T01:30:00+03:00", "d c")]
    [InlineData("toDate=٢٠٢٦-٠٣-٠١", "b a")]
    [InlineData("fromDate=2026-03-02&subSource=Walk-in&isError=0", "c")]
    [InlineData("fromDate=2027-01-01", "")]
    [Promise("2.5")]
    [Promise("5.2")]
    [Promise("7.4")]
    public async Task Filters_find_the_matching_leads_newest_first(string query, string expected)
    {
        var page = await five.Client.GetJsonAsync($"{Routes.Bulks}?{query.Replace("+", "%2B", StringComparison.Ordinal)}");
        Assert.Equal(expected, string.Join(' ', References(page)));
        Assert.Equal(JsonValueKind.Null, page.GetProperty("next").ValueKind);
    }

    [Fact]
    [Promise("7.4")]
    public async Task Plus_sign_of_an_offset_need_not_be_escaped()
    {
        var page = await five.Client.GetJsonAsync($"{Routes.Bulks}?fromDate=2026-03-02T01:30:00+03:00");
        Assert.Equal("e d c", string.Join(' ', References(page)));
    }

    [Fact]
    [Promise("7.4")]
    public async Task Found_lead_has_its_bulk_date_and_sender()
    {
        var lead = (await five.Client.GetJsonAsync($"{Routes.Bulks}?leadId=3")).GetProperty("leads")[0];
        Assert.Equal(2, lead.GetProperty("leadExternalHeaderId").GetInt64());
        Assert.Equal("2026-03-01T22:30:00.000Z", lead.GetProperty("createdDate").GetString());
        Assert.Equal("anonymous", lead.GetProperty("createdBy").GetString());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(1000)]
    [Promise("7.4")]
    public async Task Pages_of_any_size_return_every_lead_once(int limit)
    {
        var (found, cursor) = (new List<string>(), "");
        do
        {
            var page = await five.Client.GetJsonAsync($"{Routes.Bulks}?limit={limit}&cursor={cursor}");
            Assert.InRange(page.GetProperty("leads").GetArrayLength(), 1, limit);
            found.AddRange(References(page));
            cursor = page.GetProperty("next").GetString();
        } while (cursor is not null);

        Assert.Equal("e d c b a", string.Join(' ', found));
    }

    [Theory]
    [InlineData("limit=0")]
    [InlineData("limit=1001")]
    [InlineData("limit=x")]
    [InlineData("fromDate=1447-01-01")]
    [InlineData("toDate=1447-01-01T10:00:00Z")]
    [InlineData("fromDate=1447-13-01")]
    [InlineData("id=x")]
    [InlineData("leadId=-1")]
    [InlineData("leadReference=%00")]
    [InlineData("fromDate=yesterday")]
    [InlineData("toDate=2026-02-30")]
    [InlineData("source=Nowhere")]
    [InlineData("subSource=Nowhere")]
    [InlineData("isError=2")]
    [InlineData("cursor=x")]
    [InlineData("cursor=!!!")]
    [Promise("7.4")]
    [Promise("8.1")]
    public async Task Invalid_parameter_is_named(string query)
    {
        using var answer = await five.Client.GetAsync($"{Routes.Bulks}?{query}", TestContext.Current.CancellationToken);
        var problem = await answer.ShouldBeProblemAsync(HttpStatusCode.BadRequest, "invalid-parameter");
        Assert.StartsWith(query.Split('=')[0] + " must be ", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    [Promise("5.2")]
    public async Task A_Hijri_date_is_rejected_with_its_Gregorian_date()
    {
        using var answer = await five.Client.GetAsync($"{Routes.Bulks}?fromDate=1447-01-01", TestContext.Current.CancellationToken);
        var problem = await answer.ShouldBeProblemAsync(HttpStatusCode.BadRequest, "invalid-parameter");
        Assert.Equal("fromDate must be a Gregorian date. This Hijri date is 2025-06-26.", problem.GetProperty("detail").GetString());
        Assert.Equal("2025-06-26", Assert.Single(problem.GetProperty("suggestions").EnumerateArray()).GetString());
    }

    [Fact]
    [Promise("7.4")]
    public async Task Page_has_100_leads_by_default_and_1000_at_most()
    {
        await using var server = await StartAsync();
        await server.Client.PostAsync(TestData.Bulk(Enumerable.Repeat(TestData.Lead(), 1001)));
        foreach (var (query, count) in new[] { ("", 100), ("?limit=", 100), ("?limit=1000", 1000) })
        {
            var page = await server.Client.GetJsonAsync(Routes.Bulks + query);
            Assert.Equal(count, page.GetProperty("leads").GetArrayLength());
            Assert.Equal(JsonValueKind.String, page.GetProperty("next").ValueKind);
        }
    }

    [Theory]
    [InlineData("99")]
    [InlineData("0")]
    [InlineData("x")]
    [InlineData("99999999999999999999")]
    [Promise("2.4")]
    public async Task Unknown_bulk_is_not_found(string id)
    {
        using var answer = await five.Client.GetAsync($"{Routes.Bulks}/{id}", TestContext.Current.CancellationToken);
        await answer.ShouldBeProblemAsync(HttpStatusCode.NotFound, "bulk-not-found");
    }

    [Fact]
    [Promise("2.4")]
    public async Task Bulk_of_several_portions_is_read_completely()
    {
        await using var server = await StartAsync();
        var bulk = await server.Client.PostAndReadAsync(
            TestData.Bulk(Enumerable.Range(0, 777).Select(i => i % 3 == 0 ? null : TestData.Lead(("leadReference", $"r{i}"))))
        );
        Assert.Equal(
            Enumerable.Range(0, 777),
            bulk.GetProperty("leads").EnumerateArray().Select(lead => lead.GetProperty("index").GetInt32())
        );
        Assert.Equal((777, 259), (bulk.GetProperty("totalRecords").GetInt32(), bulk.GetProperty("errorRecords").GetInt32()));
    }

    [Fact]
    [Promise("3.3")]
    public async Task Labels_are_in_Arabic_on_request()
    {
        var lead = (await five.Client.GetJsonAsync($"{Routes.Bulks}?leadId=3&lang=ar")).GetProperty("leads")[0];
        Assert.Equal("المنطقة الشرقية", lead.GetProperty("customerRegion").GetString());
    }

    private static IEnumerable<string> References(JsonElement page) =>
        page.GetProperty("leads").EnumerateArray().Select(lead => lead.GetProperty("leadReference").GetString()!);

    /// <summary>Leads a to e in three bulks. The second was stored at 01:30 in Riyadh, which is the day before in UTC.</summary>
    public abstract class FiveLeads(Engine engine) : IAsyncLifetime
    {
        private RunningServer? _server;

        public HttpClient Client => _server!.Client;

        public async ValueTask InitializeAsync()
        {
            var time = new FakeTimeProvider(new DateTimeOffset(2026, 3, 1, 9, 0, 0, TimeSpan.Zero));
            _server = await RunningServer.StartAsync(time: time, engine: engine);
            await Client.PostAsync(
                TestData.Bulk(TestData.Lead(("leadReference", "a")), TestData.Lead(("leadReference", "b"), ("priority", null)))
            );
            time.SetUtcNow(new DateTimeOffset(2026, 3, 1, 22, 30, 0, TimeSpan.Zero));
            await Client.PostAsync(
                TestData.Bulk(TestData.Lead(("leadReference", "c")), TestData.Lead(("leadReference", "d"), ("email", "x")))
            );
            time.SetUtcNow(new DateTimeOffset(2026, 3, 5, 9, 0, 0, TimeSpan.Zero));
            await Client.PostAsync(TestData.Bulk(TestData.Lead(("leadReference", "e"), ("source", "Website"), ("subSource", "Live Chat"))));
        }

        public async ValueTask DisposeAsync()
        {
            await _server!.DisposeAsync();
            GC.SuppressFinalize(this);
        }
    }
}
