using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Leadgate.Contract;
using Leadgate.Server.Http;
using Leadgate.Server.Tests.Support;
using Leadgate.Tests;
using Microsoft.AspNetCore.Http;

namespace Leadgate.Server.Tests.Http;

/// <summary>Responses to clients that accept compression.</summary>
[Promise("2.10")]
public sealed class CompressedResponseTests(SharedServer server) : IClassFixture<SharedServer>
{
    [Theory]
    [InlineData("br", "br")]
    [InlineData("gzip", "gzip")]
    [InlineData("gzip, deflate", "gzip")]
    [InlineData("gzip, deflate, br, zstd", "br")]
    [InlineData("br;q=0.5, gzip", "gzip")]
    [InlineData("gzip;q=0, br;q=0", null)]
    [InlineData("*", "br")]
    [InlineData("br;q=0, *", "gzip")]
    [InlineData("GZIP", "gzip")]
    [InlineData("deflate", null)]
    [InlineData("identity", null)]
    [InlineData("identity, gzip;q=0.5", null)]
    [InlineData(";;q=,x;q=z", null)]
    public void Coding_is_the_one_that_the_client_prefers(string accepted, string? coding) =>
        Assert.Equal(coding, ResponseCoding.Select(accepted)?.Name);

    [Theory]
    [InlineData(Routes.Lists + "/CITY", "br")]
    [InlineData(Routes.Lists + "/CITY", "gzip")]
    [InlineData(Routes.OpenApi, "br")]
    [InlineData(Routes.Docs, "gzip")]
    [InlineData(Routes.DocsStyle, "br")]
    public async Task A_large_response_is_compressed_and_otherwise_the_same(string path, string coding)
    {
        using var plain = await GetAsync(server.Client, path, null);
        using var compressed = await GetAsync(server.Client, path, coding);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (plain.StatusCode, compressed.StatusCode));
        Assert.Empty(plain.Content.Headers.ContentEncoding);
        Assert.Equal(coding, Assert.Single(compressed.Content.Headers.ContentEncoding));
        Assert.Contains("Accept-Encoding", compressed.Headers.Vary);
        Assert.Equal(plain.Content.Headers.ContentType, compressed.Content.Headers.ContentType);
        var (expected, sent) = (await BytesAsync(plain), await BytesAsync(compressed));
        Assert.Equal(expected, Decode(sent, coding));
        Assert.True(sent.Length * 2 < expected.Length, $"{sent.Length} bytes instead of {expected.Length}.");
    }

    [Theory]
    [InlineData(Routes.Lists + "/GENDER")]
    [InlineData(Routes.Live)]
    [InlineData(Routes.Ready)]
    [InlineData(Routes.Bulks)]
    [InlineData("/api/v1/nothing")]
    [InlineData(Routes.Lists + "/CITTY")]
    [InlineData(Routes.Lists + "?zzz=1")]
    public async Task A_small_response_is_sent_as_it_is_with_its_length(string path)
    {
        using var response = await GetAsync(server.Client, path, "br, gzip");
        Assert.Empty(response.Content.Headers.ContentEncoding);
        var body = await BytesAsync(response);
        Assert.InRange(body.Length, 1, ResponseCoding.MinBytes);
        Assert.Equal(body.Length, response.Content.Headers.ContentLength);
    }

    [Fact]
    public async Task A_list_has_an_entity_tag_for_each_coding_and_304_repeats_it()
    {
        var tags = new HashSet<string>();
        foreach (var coding in (string?[])[null, "gzip", "br"])
        {
            using var first = await GetAsync(server.Client, Routes.Lists + "/CITY", coding);
            var tag = first.Headers.ETag!.ToString();
            Assert.False(first.Headers.ETag.IsWeak);
            Assert.True(tags.Add(tag), "Two codings have the same tag.");
            Assert.Equal(["Accept-Encoding", "Accept-Language", "Authorization", Headers.ApiKey], first.Headers.Vary.Order());
            using var again = await GetAsync(server.Client, Routes.Lists + "/CITY", coding, tag);
            Assert.Equal((HttpStatusCode.NotModified, tag), (again.StatusCode, again.Headers.ETag?.ToString()));
            using var other = await GetAsync(server.Client, Routes.Lists + "/CITY", coding, "\"other\"");
            Assert.Equal(HttpStatusCode.OK, other.StatusCode);
        }
    }

    [Theory]
    [InlineData(Routes.Lists + "/CITY")]
    [InlineData(Routes.Lists + "/GENDER")]
    [InlineData(Routes.Live)]
    public async Task Headers_of_HEAD_are_those_of_GET(string path)
    {
        using var get = await GetAsync(server.Client, path, "br");
        using var request = new HttpRequestMessage(HttpMethod.Head, path);
        request.Headers.Add("Accept-Encoding", "br");
        using var head = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Empty(await BytesAsync(head));
        Assert.Equal(
            (get.Headers.ETag, get.Content.Headers.ContentLength, string.Join(',', get.Content.Headers.ContentEncoding)),
            (head.Headers.ETag, head.Content.Headers.ContentLength, string.Join(',', head.Content.Headers.ContentEncoding))
        );
    }

    [Fact]
    public async Task Bulks_searches_and_problems_with_leads_are_compressed_and_the_id_of_a_bulk_is_not()
    {
        await using var own = await RunningServer.StartAsync();
        own.Client.DefaultRequestHeaders.Add("Accept-Encoding", "br");
        var bulk = TestData.Bulk(Enumerable.Range(0, 2000).Select(i => TestData.Lead(("leadReference", $"r{i}"), ("priority", "Tepid"))));
        using var posted = await own.Client.SendAsync(TestData.Post(bulk), TestContext.Current.CancellationToken);
        Assert.Equal("1", Encoding.UTF8.GetString(await BytesAsync(posted)));
        Assert.Equal((1, 0), (posted.Content.Headers.ContentLength, posted.Content.Headers.ContentEncoding.Count));

        var read = await ReadAsync(own.Client.GetAsync(Routes.Bulks + "/1", TestContext.Current.CancellationToken));
        Assert.Equal(2000, read["leads"]!.AsArray().Count);
        var found = await ReadAsync(own.Client.GetAsync(Routes.Bulks + "?limit=50", TestContext.Current.CancellationToken));
        Assert.Equal(50, found["leads"]!.AsArray().Count);
        var strict = TestData.Post(bulk, (Headers.Prefer, "handling=strict"));
        var refused = await ReadAsync(own.Client.SendAsync(strict, TestContext.Current.CancellationToken));
        Assert.Equal((422, 2000), (refused["status"]!.GetValue<int>(), refused["leads"]!.AsArray().Count));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [Promise("8.1")]
    public async Task A_failure_before_a_response_is_a_problem_and_one_in_the_middle_does_not_look_complete(int reads)
    {
        FaultInjectingStore? store = null;
        await using var own = await RunningServer.StartAsync(store: real => store = new FaultInjectingStore(real));
        own.Client.DefaultRequestHeaders.Add("Accept-Encoding", "gzip");
        await own.Client.PostAsync(TestData.Bulk(Enumerable.Repeat(TestData.Lead(), 2000)));
        store!.MaxLeadReads = reads;
        var sent = own.Client.GetAsync(Routes.Bulks + "/1", TestContext.Current.CancellationToken);
        if (reads > 0)
        {
            await Assert.ThrowsAnyAsync<Exception>(() => sent);
            return;
        }

        using var response = await sent;
        await response.ShouldBeProblemAsync(HttpStatusCode.ServiceUnavailable, "store-unavailable");
    }

    [Theory]
    [InlineData(100)]
    [InlineData(10_000)]
    public async Task A_response_that_its_handler_completes_is_sent_once(int length)
    {
        var (context, sent) = (new DefaultHttpContext(), new MemoryStream());
        context.Response.ContentType = "text/plain";
        var text = Encoding.UTF8.GetBytes(new string('x', length));
        await using (var body = new CompressedResponseBody(context, new StreamResponseBodyFeature(sent), ResponseCoding.Select("br")!))
        {
            await body.WriteAsync(text, TestContext.Current.CancellationToken);
            await body.CompleteAsync();
            await body.FinishAsync();
        }

        Assert.Equal(text, length > ResponseCoding.MinBytes ? Decode(sent.ToArray(), "br") : sent.ToArray());
    }

    /// <summary>A form's token next to a text from the address would show in the length of the page (BREACH).</summary>
    [Fact]
    public async Task Staff_pages_are_never_compressed()
    {
        using var response = await GetAsync(server.Client, Routes.StaffSignIn, "br, gzip");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Empty(response.Content.Headers.ContentEncoding);
        Assert.True((await BytesAsync(response)).Length > ResponseCoding.MinBytes);
    }

    private static Task<HttpResponseMessage> GetAsync(HttpClient client, string path, string? accepted, string? tag = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (accepted is not null)
            request.Headers.TryAddWithoutValidation("Accept-Encoding", accepted);
        if (tag is not null)
            request.Headers.TryAddWithoutValidation("If-None-Match", tag);
        return client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private static async Task<JsonNode> ReadAsync(Task<HttpResponseMessage> sent)
    {
        using var response = await sent;
        Assert.Equal("br", Assert.Single(response.Content.Headers.ContentEncoding));
        return JsonNode.Parse(Decode(await BytesAsync(response), "br"))!;
    }

    private static Task<byte[]> BytesAsync(HttpResponseMessage response) =>
        response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);

    private static byte[] Decode(byte[] body, string coding)
    {
        using var source = new MemoryStream(body);
        using Stream decoder =
            coding == "br" ? new BrotliStream(source, CompressionMode.Decompress) : new GZipStream(source, CompressionMode.Decompress);
        using var decoded = new MemoryStream();
        decoder.CopyTo(decoded);
        return decoded.ToArray();
    }
}
