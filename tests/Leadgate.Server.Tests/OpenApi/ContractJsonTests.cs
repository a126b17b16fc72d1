using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Leadgate.Contract;
using Leadgate.Contract.Keys;
using Leadgate.Contract.Persons;
using Leadgate.Contract.Problems;
using Leadgate.Server.Tests.Support;

namespace Leadgate.Server.Tests.OpenApi;

/// <summary>Real responses, read into the records of the contract and written again.</summary>
public sealed class ContractJsonTests(SharedServer server) : IClassFixture<SharedServer>
{
    private static readonly string Mixed = TestData.Bulk(TestData.Lead(), TestData.Lead(("gender", "Mael"), ("colour", "blue")));

    [Fact]
    public async Task A_bulk_is_read_into_its_record_and_loses_nothing()
    {
        var id = await server.Client.PostAsync(Mixed);
        var bulk = await AssertSameAsync($"{Routes.Bulks}/{id}", ContractJson.Readable.StoredBulk);
        Assert.Equal((id, 2, 1), (bulk.Id, bulk.TotalRecords, bulk.ErrorRecords));
        Assert.Equal("not-in-list", bulk.Leads[1].ErrorList![0].Code);
        Assert.Equal("Mael", bulk.Leads[1].ErrorList![0].Value.GetString());
        Assert.Equal("Dammam", bulk.Leads[0].Fields["customerCity"].GetString());
    }

    [Fact]
    public async Task A_page_of_a_search_is_read_into_its_record_and_loses_nothing()
    {
        var id = await server.Client.PostAsync(Mixed);
        var page = await AssertSameAsync($"{Routes.Bulks}?id={id}", ContractJson.Readable.LeadPage);
        Assert.All(page.Leads, lead => Assert.Equal(id, lead.LeadExternalHeaderId));
    }

    [Fact]
    public async Task Lists_are_read_into_their_records_and_lose_nothing()
    {
        await AssertSameAsync(Routes.Lists, ContractJson.Readable.IReadOnlyListReferenceList);
        await AssertSameAsync(Routes.Lists + "/CITY", ContractJson.Readable.IReadOnlyListListItem);
    }

    [Fact]
    public async Task Health_is_read_into_its_record_and_loses_nothing() =>
        Assert.Equal("ok", (await AssertSameAsync(Routes.Ready, ContractJson.Readable.HealthReport)).Checks["store"]);

    [Fact]
    public async Task A_rejected_bulk_is_read_with_its_leads()
    {
        using var request = TestData.Post(Mixed, (Headers.Prefer, "handling=strict"));
        using var response = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var problem = JsonSerializer.Deserialize(text, ContractJson.Readable.ProblemDetails)!;
        Assert.Equal((ProblemType.LeadsHaveErrors.Uri, 2, 1), (problem.Type, problem.TotalRecords, problem.ErrorRecords));
        Assert.Equal("not-in-list", Assert.Single(problem.Leads!).ErrorList![0].Code);
        Assert.Equal(Members(text), Members(JsonSerializer.Serialize(problem, ContractJson.Readable.ProblemDetails)));
    }

    [Fact]
    public async Task Keys_and_personal_data_are_read_into_their_records_and_lose_nothing()
    {
        await using var own = await RunningServer.StartAsync();
        await own.Client.PostAsync(TestData.Bulk(TestData.Lead(("phoneNumber", "512345678"))));
        var admin = (await own.CreateKeyAsync("admin", "admin")).Text;
        var request = new CreateApiKeyRequest { Name = "website", Scopes = ["leads:write"] };
        var created = await PostAsync(
            own,
            admin,
            Routes.Keys,
            JsonSerializer.Serialize(request, ContractJson.Readable.CreateApiKeyRequest),
            ContractJson.Readable.CreatedApiKey
        );
        Assert.StartsWith(created.Hint, created.Key, StringComparison.Ordinal);
        var keys = JsonSerializer.Deserialize(
            await SendAsync(own, admin, HttpMethod.Get, Routes.Keys, null),
            ContractJson.Readable.IReadOnlyListApiKey
        )!;
        Assert.Equal(["admin", "website"], keys.Select(key => key.Name));
        var person = new PersonRequest { Phone = "512345678" };
        var export = await PostAsync(
            own,
            admin,
            Routes.PersonExport,
            JsonSerializer.Serialize(person, ContractJson.Readable.PersonRequest),
            ContractJson.Readable.PersonExport
        );
        Assert.NotEmpty(Assert.Single(export.Leads).Consents);
    }

    [Theory]
    [InlineData("""{"requestsPerMinute":600}""", 600, false)]
    [InlineData("""{"requestsPerMinute":null}""", null, false)]
    [InlineData("{}", null, true)]
    public void An_omitted_limit_differs_from_one_that_is_null(string json, int? limit, bool isOmitted)
    {
        var request = JsonSerializer.Deserialize(json, ContractJson.Readable.UpdateApiKeyRequest)!;
        Assert.Equal((limit, isOmitted), (request.RequestsPerMinute?.PerMinute, request.RequestsPerMinute is null));
        Assert.Equal(json, JsonSerializer.Serialize(request, ContractJson.Readable.UpdateApiKeyRequest));
    }

    private async Task<T> AssertSameAsync<T>(string path, JsonTypeInfo<T> type)
    {
        var json = (await server.Client.GetJsonAsync(path)).GetRawText();
        return AssertSame(json, type);
    }

    private static T AssertSame<T>(string json, JsonTypeInfo<T> type)
    {
        var value = JsonSerializer.Deserialize(json, type)!;
        Assert.Equal(Members(json), Members(JsonSerializer.Serialize(value, type)));
        return value;
    }

    private static async Task<T> PostAsync<T>(RunningServer server, string key, string path, string body, JsonTypeInfo<T> type) =>
        AssertSame(await SendAsync(server, key, HttpMethod.Post, path, body), type);

    private static async Task<string> SendAsync(RunningServer server, string key, HttpMethod method, string path, string? body)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode, $"{path}: {response.StatusCode}");
        return await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Every value of a document with its path, sorted: the order of members has no meaning.</summary>
    private static List<string> Members(string json) => [.. Members(JsonElement.Parse(json), "").Order(StringComparer.Ordinal)];

    private static IEnumerable<string> Members(JsonElement element, string path) =>
        element.ValueKind switch
        {
            JsonValueKind.Object => element.EnumerateObject().SelectMany(member => Members(member.Value, $"{path}.{member.Name}")),
            JsonValueKind.Array => element.EnumerateArray().SelectMany((item, index) => Members(item, $"{path}[{index}]")),
            _ => [$"{path} {element.GetRawText()}"],
        };
}
