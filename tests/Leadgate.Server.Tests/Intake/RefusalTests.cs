using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Leadgate.Contract;
using Leadgate.Server.Tests.Support;
using Leadgate.Tests;

namespace Leadgate.Server.Tests.Intake;

/// <summary>Bodies that are refused as a whole, and edge cases that are not.</summary>
/// <param name="shared">A server in which nothing is stored.</param>
public abstract class RefusalTests(Engine engine, SharedServer shared) : EngineTests(engine)
{
    [Theory]
    [InlineData("", 400, "not-json")]
    [InlineData("   ", 400, "not-json")]
    [InlineData("{\"leads\": [", 400, "not-json")]
    [InlineData("{\"leads\": [{}]} x", 400, "not-json")]
    [InlineData("leads", 400, "not-json")]
    [InlineData("[]", 400, "not-a-bulk")]
    [InlineData("42", 400, "not-a-bulk")]
    [InlineData("null", 400, "not-a-bulk")]
    [InlineData("{}", 400, "not-a-bulk")]
    [InlineData("{\"leads\": []}", 400, "not-a-bulk")]
    [InlineData("{\"leads\": {}}", 400, "not-a-bulk")]
    [InlineData("{\"leads\": null}", 400, "not-a-bulk")]
    [InlineData("{\"leads\": [{}], \"isProcessed\": 4}", 400, "invalid-status")]
    [InlineData("{\"leads\": [{}], \"isProcessed\": 2}", 400, "invalid-status")]
    [InlineData("{\"leads\": [{}], \"isProcessed\": -1}", 400, "invalid-status")]
    [InlineData("{\"leads\": [{}], \"isProcessed\": \"x\"}", 400, "invalid-status")]
    [Promise("6.2")]
    [Promise("6.3")]
    [Promise("8.1")]
    public async Task Body_that_is_not_a_bulk_is_rejected_as_a_whole(string body, int status, string type)
    {
        using var answer = await shared.Client.SendAsync(TestData.Post(body), TestContext.Current.CancellationToken);
        await answer.ShouldBeProblemAsync((HttpStatusCode)status, type);
        await NothingIsStoredAsync(shared.Running);
    }

    [Fact]
    [Promise("6.3")]
    public async Task Invalid_JSON_is_reported_with_line_and_column()
    {
        using var answer = await shared.Client.SendAsync(
            TestData.Post("{\n  \"leads\": [\n    {\"firstName\": oops}\n]}"),
            TestContext.Current.CancellationToken
        );
        var problem = await answer.ShouldBeProblemAsync(HttpStatusCode.BadRequest, "not-json");
        Assert.Contains("Line 3, column 19", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    [Promise("6.1")]
    [Promise("6.2")]
    public async Task New_bulk_may_have_the_status_created_or_none()
    {
        await using var server = await StartAsync();
        string[] bodies =
        [
            """{"leads": [{}]}""",
            """{"isProcessed": 1, "leads": [{}]}""",
            """{"Leads": [{}], "ISPROCESSED": 1}""",
            """{"leads": [{}], "isProcessed": null}""",
            """{"leads": [{}], "isProcessed": 0}""",
        ];
        foreach (var (n, body) in bodies.Index())
            Assert.Equal((body, n + 1), (body, await server.Client.PostAsync(body)));
    }

    [Fact]
    [Promise("6.1")]
    public async Task Bulk_of_as_many_leads_as_the_limit_is_stored_and_one_more_is_rejected()
    {
        await using var server = await StartAsync(new Dictionary<string, string> { ["LEADGATE_MAX_LEADS"] = "3" });
        JsonNode? lead = new JsonObject();
        Assert.Equal(1, await server.Client.PostAsync(TestData.Bulk(Enumerable.Repeat(lead, 3))));
        using var answer = await server.Client.SendAsync(
            TestData.Post(TestData.Bulk(Enumerable.Repeat(lead, 4))),
            TestContext.Current.CancellationToken
        );
        await answer.ShouldBeProblemAsync(HttpStatusCode.RequestEntityTooLarge, "too-many-leads");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [Promise("6.1")]
    [Promise("6.3")]
    public async Task Body_over_the_size_limit_is_rejected_with_and_without_a_length(bool isChunked)
    {
        await using var server = await StartAsync(new Dictionary<string, string> { ["LEADGATE_MAX_BODY_MIB"] = "1" });
        using var request = TestData.Post(TestData.Bulk(TestData.Lead(("leadNote", new string('x', 1024 * 1024)))));
        request.Headers.TransferEncodingChunked = isChunked;
        using var answer = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
        await answer.ShouldBeProblemAsync(HttpStatusCode.RequestEntityTooLarge, "body-too-large");
        await NothingIsStoredAsync(server);
    }

    [Fact]
    [Promise("6.1")]
    public async Task Size_limit_applies_to_the_decompressed_body()
    {
        await using var server = await StartAsync(new Dictionary<string, string> { ["LEADGATE_MAX_BODY_MIB"] = "1" });
        using var small = await server.Client.SendAsync(Gzip(TestData.Bulk(TestData.Lead())), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, small.StatusCode);
        using var bomb = await server.Client.SendAsync(Gzip(new string(' ', 50 * 1024 * 1024)), TestContext.Current.CancellationToken);
        await bomb.ShouldBeProblemAsync(HttpStatusCode.RequestEntityTooLarge, "body-too-large");
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/json; charset=utf-16")]
    [InlineData(null)]
    [Promise("6.3")]
    public async Task Other_media_types_are_rejected(string? mediaType)
    {
        using var request = TestData.Post(TestData.Sample);
        request.Content!.Headers.ContentType = mediaType is null ? null : MediaTypeHeaderValue.Parse(mediaType);
        using var answer = await shared.Client.SendAsync(request, TestContext.Current.CancellationToken);
        await answer.ShouldBeProblemAsync(HttpStatusCode.UnsupportedMediaType, "unsupported-media-type");
    }

    [Fact]
    [Promise("6.3")]
    public async Task JSON_media_types_in_UTF_8_are_accepted()
    {
        await using var server = await StartAsync();
        foreach (var type in (string[])["application/json; charset=utf-8", "application/vnd.example+json", "APPLICATION/JSON"])
        {
            using var request = TestData.Post(TestData.Sample);
            request.Content!.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
            using var answer = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
            Assert.Equal((type, HttpStatusCode.OK), (type, answer.StatusCode));
        }
    }

    [Fact]
    [Promise("5.3")]
    [Promise("6.4")]
    public async Task Lead_of_many_megabytes_is_stored_with_its_error()
    {
        await using var server = await StartAsync();
        var bulk = await server.Client.PostAndReadAsync(
            TestData.Bulk(TestData.Lead(("leadNote", new string('x', 8 * 1024 * 1024))), TestData.Lead())
        );
        Assert.Equal((2, 1), (bulk.GetProperty("totalRecords").GetInt32(), bulk.GetProperty("errorRecords").GetInt32()));
        Assert.Equal("too-long", bulk.GetProperty("leads")[0].GetProperty("errorList")[0].GetProperty("code").GetString());
    }

    [Fact]
    [Promise("6.3")]
    public async Task Sender_that_disconnects_in_the_middle_leaves_nothing_behind()
    {
        await using var server = await StartAsync();
        using (var socket = new TcpClient())
        {
            await socket.ConnectAsync(IPAddress.Loopback, server.Address.Port, TestContext.Current.CancellationToken);
            var stream = socket.GetStream();
            await stream.WriteAsync(
                Encoding.ASCII.GetBytes(
                    $"POST {Routes.Bulks} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                        + "Content-Length: 5000\r\n\r\n{\"leads\": [{"
                ),
                TestContext.Current.CancellationToken
            );
            socket.Client.Shutdown(SocketShutdown.Send);

            // Kestrel closes or resets the connection, depending on whether its end arrives before or after the handler reads the body.
            Assert.DoesNotContain("200 OK", await socket.Client.ReadToEndAsync(), StringComparison.Ordinal);
        }

        await NothingIsStoredAsync(server);
        Assert.DoesNotContain(server.LogLines, line => line.StartsWith("Error", StringComparison.Ordinal));
    }

    private static HttpRequestMessage Gzip(string body)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
            gzip.Write(Encoding.UTF8.GetBytes(body));
        var request = TestData.Post(packed.ToArray());
        request.Content!.Headers.ContentEncoding.Add("gzip");
        return request;
    }

    private static async Task NothingIsStoredAsync(RunningServer server) =>
        Assert.Equal(0, (await server.Client.GetJsonAsync(Routes.Bulks)).GetProperty("leads").GetArrayLength());
}
