using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Leadgate.Contract;
using Leadgate.Server.Tests.Support;
using Leadgate.Tests;

namespace Leadgate.Server.Tests.Intake;

/// <summary>Leads with errors among valid leads.</summary>
public abstract class MixedBulkTests(Engine engine) : EngineTests(engine)
{
    private static readonly string FiveLeads = TestData.Bulk(
        TestData.Lead(("leadReference", "A-0")),
        TestData.Lead(
            ("gender", "Unicorn"),
            ("phoneNumber", "1234"),
            ("email", "nobody"),
            ("vehicles", JsonNode.Parse("""[{"modelFamily": "Sportage", "totalQty": 0}]"""))
        ),
        JsonValue.Create(42),
        TestData.Lead(
            ("firstName", JsonNode.Parse("""{"a": 1}""")),
            ("priority", null),
            ("dateOfBirth", "2999-01-01"),
            ("leadReference", "A-3")
        ),
        TestData.Lead(("leadReference", "A-4"))
    );

    [Fact]
    [Promise("5.4")]
    [Promise("6.4")]
    public async Task Valid_leads_and_leads_with_errors_are_all_stored_in_order()
    {
        await using var server = await StartAsync();
        using var answer = await server.Client.SendAsync(TestData.Post(FiveLeads), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("5", Assert.Single(answer.Headers.GetValues(Headers.TotalRecords)));
        Assert.Equal("3", Assert.Single(answer.Headers.GetValues(Headers.ErrorRecords)));

        var leads = (await server.Client.ReadBulkAsync(await IdAsync(answer))).GetProperty("leads").EnumerateArray().ToList();
        Assert.Equal([0, 1, 2, 3, 4], leads.Select(lead => lead.GetProperty("index").GetInt32()));
        Assert.Equal([0, 1, 1, 1, 0], leads.Select(lead => lead.GetProperty("isError").GetInt32()));
        Assert.All(
            leads,
            lead => Assert.Equal(lead.GetProperty("isError").GetInt32() == 1, lead.GetProperty("leadId").ValueKind == JsonValueKind.Null)
        );
        Assert.Equal(5, leads.Select(lead => lead.GetProperty("leadExternalId").GetInt64()).Distinct().Count());
        Assert.Equal("A-0", leads[0].GetProperty("leadReference").GetString());
        Assert.Equal("A-3", leads[3].GetProperty("leadReference").GetString());
        Assert.Equal("A-4", leads[4].GetProperty("leadReference").GetString());
    }

    [Fact]
    [Promise("7.2")]
    [Promise("7.3")]
    public async Task All_errors_of_a_lead_are_reported_in_field_order_with_the_sent_value_and_both_languages()
    {
        await using var server = await StartAsync();
        var bulk = await server.Client.PostAndReadAsync(FiveLeads);

        Assert.Equal(
            [
                "gender not-in-list \"Unicorn\"",
                "phoneNumber invalid-length \"1234\"",
                "email invalid-format \"nobody\"",
                "vehicles[0].modelFamily not-in-parent \"Sportage\"",
                "vehicles[0].totalQty out-of-range 0",
            ],
            Errors(bulk, 1)
        );
        Assert.Equal([" invalid-type 42"], Errors(bulk, 2));
        Assert.Equal(
            ["firstName invalid-type {\"a\":1}", "dateOfBirth out-of-range \"2999-01-01\"", "priority required null"],
            Errors(bulk, 3)
        );
        Assert.All(
            bulk.GetProperty("leads")
                .EnumerateArray()
                .Where(lead => lead.GetProperty("isError").GetInt32() == 1)
                .SelectMany(lead => lead.GetProperty("errorList").EnumerateArray()),
            error =>
            {
                Assert.Matches("[A-Za-z]{3}", error.GetProperty("errorMessage").GetString());
                Assert.Matches("[\u0621-\u064A]{3}", error.GetProperty("errorMessageAr").GetString());
            }
        );
    }

    [Fact]
    [Promise("4.3")]
    [Promise("4.4")]
    public async Task Item_of_another_parent_is_reported_with_its_own_parent_and_suggestions()
    {
        await using var server = await StartAsync();
        var bulk = await server.Client.PostAndReadAsync(
            TestData.Bulk(TestData.Lead(("customerRegion", "Riyadh"), ("customerCity", "Jeddah")))
        );

        var error = bulk.GetProperty("leads")[0].GetProperty("errorList")[0];
        Assert.Equal("customerCity", error.GetProperty("field").GetString());
        Assert.Contains("is a city of Makkah, not of ", error.GetProperty("errorMessage").GetString(), StringComparison.Ordinal);
        Assert.Contains("مكة المكرمة", error.GetProperty("errorMessageAr").GetString(), StringComparison.Ordinal);
        Assert.InRange(error.GetProperty("suggestions").GetArrayLength(), 1, 3);
    }

    [Fact]
    [Promise("5.6")]
    public async Task Unknown_properties_are_stored_with_a_warning_and_tolerated_ones_without()
    {
        await using var server = await StartAsync();
        var bulk = await server.Client.PostAndReadAsync(
            TestData.Bulk(TestData.Lead(("campaignCode", "X-1"), ("fristName", "Rana"), ("lang", "ar")))
        );

        var lead = bulk.GetProperty("leads")[0];
        Assert.Equal(0, lead.GetProperty("isError").GetInt32());
        Assert.Equal(
            ["campaignCode", "fristName"],
            lead.GetProperty("warningList").EnumerateArray().Select(warning => warning.GetProperty("field").GetString())
        );
        Assert.Contains("firstName", lead.GetProperty("warningList")[1].GetProperty("errorMessage").GetString(), StringComparison.Ordinal);
        Assert.Equal("""{"campaignCode":"X-1","fristName":"Rana","lang":"ar"}""", lead.GetProperty("extra").GetRawText());
    }

    [Fact]
    [Promise("7.1")]
    public async Task Vehicles_have_ids_even_if_the_lead_has_errors()
    {
        await using var server = await StartAsync();
        var two = JsonNode.Parse("""[{"modelFamily": "Vigus"}, {"modelFamily": "Grand Avenue"}]""");
        var bulk = await server.Client.PostAndReadAsync(
            TestData.Bulk(TestData.Lead(("vehicles", two)), TestData.Lead(("vehicles", two), ("priority", null)))
        );

        var ids = bulk.GetProperty("leads")
            .EnumerateArray()
            .SelectMany(lead => lead.GetProperty("vehicles").EnumerateArray())
            .Select(vehicle => vehicle.GetProperty("leadVehiclesId").GetInt64())
            .ToList();
        Assert.Equal([ids[0], ids[0] + 1, ids[0] + 2, ids[0] + 3], ids);
        Assert.Equal(1, bulk.GetProperty("leads")[1].GetProperty("isError").GetInt32());
    }

    private static async Task<long> IdAsync(HttpResponseMessage answer) => (await answer.JsonAsync()).GetInt64();

    private static IEnumerable<string> Errors(JsonElement bulk, int index) =>
        bulk.GetProperty("leads")[index]
            .GetProperty("errorList")
            .EnumerateArray()
            .Select(error => $"{error.GetProperty("field")} {error.GetProperty("code")} {error.GetProperty("value").GetRawText()}");
}
