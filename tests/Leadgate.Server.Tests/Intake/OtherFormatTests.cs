using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using Leadgate.Contract;
using Leadgate.Server.Tests.Support;
using Leadgate.Tests;

namespace Leadgate.Server.Tests.Intake;

/// <summary>NDJSON and ADF on the bulk endpoint.</summary>
[Promise("12.1")]
public sealed class OtherFormatTests(SharedServer server) : IClassFixture<SharedServer>
{
    private const string Ndjson = "application/x-ndjson";
    private const string Adf = "application/x-adf+xml";

    private static readonly string Lines =
        $"{TestData.Lead().ToJsonString()}\r\n\n{TestData.Lead(("priority", "Tepid")).ToJsonString()}\nnot JSON";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Lines_are_stored_with_their_numbers_and_read_back_with_them_everywhere()
    {
        using var response = await SendAsync(Ndjson, Lines, "", ("Prefer", "return=representation"));
        Assert.Equal(
            ("3", "2"),
            (
                Assert.Single(response.Headers.GetValues(Headers.TotalRecords)),
                Assert.Single(response.Headers.GetValues(Headers.ErrorRecords))
            )
        );
        var bulk = await response.JsonAsync();
        Assert.Equal([1, 3, 4], ReadLines(bulk));
        Assert.Equal(bulk.ToString(), (await server.Client.ReadBulkAsync(bulk.GetProperty("id").GetInt64())).ToString());
        var unreadable = bulk.GetProperty("leads")[2];
        Assert.Equal("not JSON", unreadable.GetProperty("errorList")[0].GetProperty("value").GetString());
        Assert.StartsWith(
            "The line is not JSON. Column 2:",
            unreadable.GetProperty("errorList")[0].GetProperty("errorMessage").GetString(),
            StringComparison.Ordinal
        );
        var single = await server.Client.GetJsonAsync($"/api/v1/leads/{bulk.GetProperty("leads")[1].GetProperty("leadExternalId")}");
        Assert.Equal(3, single.GetProperty("line").GetInt32());

        using var checkedBulk = await SendAsync(Ndjson, Lines, "?dryRun=true");
        Assert.Equal([1, 3, 4], ReadLines(await checkedBulk.JsonAsync()));
        using var rejected = await SendAsync(Ndjson, Lines, "", ("Prefer", "handling=strict"));
        Assert.Equal([3, 4], ReadLines(await rejected.ShouldBeProblemAsync(HttpStatusCode.UnprocessableEntity, "leads-have-errors")));
        Assert.False(
            (await server.Client.PostAndReadAsync(TestData.Bulk(TestData.Lead()))).GetProperty("leads")[0].TryGetProperty("line", out _)
        );
    }

    [Fact]
    [Promise("6.6")]
    public async Task Values_for_the_whole_bulk_are_for_every_format_and_part_of_the_idempotency_key()
    {
        foreach (
            var (type, body) in ((string, string)[])[(Ndjson, "{\"ou\":\"KIA\"}"), ("application/json", "{\"leads\":[{\"ou\":\"KIA\"}]}")]
        )
        {
            using var response = await SendAsync(
                type,
                body,
                "?dryRun=true&set.PRIORITY=hot&set.brand=JMC&set.modelYear=2025&set.email=%20"
            );
            var lead = (await response.JsonAsync()).GetProperty("leads")[0];
            Assert.Equal(("Hot", "KIA"), (lead.GetProperty("priority").GetString(), lead.GetProperty("ou").GetString()));
            Assert.Equal(2025, lead.GetProperty("vehicles")[0].GetProperty("modelYear").GetInt32());
            Assert.Equal(JsonValueKind.Null, lead.GetProperty("email").ValueKind);
        }

        var key = ("Idempotency-Key", Guid.NewGuid().ToString());
        using var first = await SendAsync(Ndjson, Lines, "?set.priority=Hot", key);
        using var again = await SendAsync(Ndjson, Lines, "?set.priority=Hot", key);
        using var other = await SendAsync(Ndjson, Lines, "?set.priority=Cold", key);
        Assert.Equal("true", Assert.Single(again.Headers.GetValues(Headers.IdempotentReplayed)));
        Assert.Equal(await first.Content.ReadAsStringAsync(Cancellation), await again.Content.ReadAsStringAsync(Cancellation));
        await other.ShouldBeProblemAsync(HttpStatusCode.UnprocessableEntity, "idempotency-key-reused");
    }

    [Theory]
    [InlineData("set.priorty=Hot", "set.priority")]
    [InlineData("set.mobile=5", "set.phoneNumber")]
    [InlineData("set.vehicles=5", null)]
    [InlineData("set.=5", null)]
    [InlineData("set.ou=KIA&set.brand=JMC", null)]
    [InlineData("set.ou=KIA&set.ou=JMC", null)]
    [InlineData("dryRn=true", "dryRun")]
    [Promise("2.8")]
    public async Task A_parameter_that_names_no_field_is_refused_with_the_nearest_one(string query, string? suggestion)
    {
        using var response = await SendAsync(Ndjson, Lines, "?" + query);
        var problem = await response.ShouldBeProblemAsync(HttpStatusCode.BadRequest, "invalid-parameter");
        Assert.Equal(
            suggestion,
            problem.TryGetProperty("suggestions", out var suggestions) && suggestions.ValueKind == JsonValueKind.Array
                ? suggestions[0].GetString()
                : null
        );
    }

    [Fact]
    public async Task The_sample_document_is_the_same_lead_in_every_form()
    {
        string? expected = null;
        foreach (var (name, body) in AdfSample.Variants)
        {
            using var request = Create(Adf, body, "?dryRun=true");
            using var response = await server.Client.SendAsync(request, Cancellation);
            Assert.True(response.IsSuccessStatusCode, name);
            var lead = (await response.JsonAsync()).GetProperty("leads")[0];
            Assert.True(lead.GetProperty("isError").GetInt32() == 0, $"{name}: {lead.GetProperty("errorList")}");
            expected ??= lead.ToString();
            Assert.True(expected == lead.ToString(), $"{name}: {lead}");
        }

        Assert.Contains("\"phoneNumber\":\"500004567\"", expected!.Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_acknowledgement_is_in_XML_if_that_is_accepted_and_so_are_problems()
    {
        var body = $"<adf>{AdfSample.Prospect}<prospect><id>7</id></prospect></adf>";
        var xml = ("Accept", "application/xml");
        using var stored = await SendAsync("text/xml", body, "", xml);
        Assert.Equal("application/xml", stored.Content.Headers.ContentType?.MediaType);
        var root = XDocument.Parse(await stored.Content.ReadAsStringAsync(Cancellation)).Root!;
        Assert.Equal(
            ("acknowledgement", "2", "1"),
            (root.Name.LocalName, (string?)root.Attribute("total"), (string?)root.Attribute("errors"))
        );
        Assert.EndsWith($"/{(string?)root.Attribute("bulk")}", stored.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Equal(["valid", "errors"], root.Elements("prospect").Select(prospect => (string?)prospect.Attribute("status")));
        var error = root.Elements("prospect").Last().Elements("error").First();
        Assert.Equal(("firstName", "required"), ((string?)error.Attribute("field"), (string?)error.Attribute("code")));
        Assert.Equal(2, error.Elements("message").Count());

        using var refused = await SendAsync("application/xml", "<adf/>", "", xml);
        Assert.Equal(
            (HttpStatusCode.BadRequest, "application/problem+xml"),
            (refused.StatusCode, refused.Content.Headers.ContentType?.MediaType)
        );
        var problem = XDocument.Parse(await refused.Content.ReadAsStringAsync(Cancellation)).Root!;
        Assert.Equal("/docs/errors/not-a-bulk", (string?)problem.Element(problem.Name.Namespace + "type"));
        using var rejected = await SendAsync(Adf, body, "", xml, ("Prefer", "handling=strict"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, rejected.StatusCode);
        Assert.Contains("customerRegion", await rejected.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        using var both = await SendAsync(Adf, body, "?dryRun=true", ("Accept", "application/json, application/xml"));
        Assert.Equal("application/json", both.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task A_body_may_be_compressed_and_in_another_charset_where_the_document_says_it()
    {
        using var buffer = new MemoryStream();
        await using (var gzip = new GZipStream(buffer, CompressionLevel.Fastest, leaveOpen: true))
            await gzip.WriteAsync(Encoding.UTF8.GetBytes(Lines), Cancellation);
        using var compressed = Create(Ndjson, buffer.ToArray(), "?dryRun=true");
        compressed.Content!.Headers.ContentEncoding.Add("gzip");
        using var response = await server.Client.SendAsync(compressed, Cancellation);
        Assert.Equal([1, 3, 4], ReadLines(await response.JsonAsync()));

        using var document = Create($"{Adf}; charset=windows-1256", AdfSample.Variants["windows-1256"], "?dryRun=true");
        using var read = await server.Client.SendAsync(document, Cancellation);
        Assert.Equal(HttpStatusCode.OK, read.StatusCode);
        using var lines = Create($"{Ndjson}; charset=windows-1256", Encoding.UTF8.GetBytes(Lines), "");
        using var refused = await server.Client.SendAsync(lines, Cancellation);
        await refused.ShouldBeProblemAsync(HttpStatusCode.UnsupportedMediaType, "unsupported-media-type");
    }

    private static IEnumerable<int> ReadLines(JsonElement bulk) =>
        bulk.GetProperty("leads").EnumerateArray().Select(lead => lead.GetProperty("line").GetInt32());

    private Task<HttpResponseMessage> SendAsync(string type, string body, string query, params (string Name, string Value)[] headers) =>
        server.Client.SendAsync(Create(type, Encoding.UTF8.GetBytes(body), query, headers), Cancellation);

    private static HttpRequestMessage Create(string type, byte[] body, string query, params (string Name, string Value)[] headers)
    {
        var request = TestData.PostTo(Routes.Bulks + query, body, headers);
        request.Content!.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        return request;
    }
}
