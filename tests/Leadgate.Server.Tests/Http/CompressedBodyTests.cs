using System.IO.Compression;
using System.Net;
using System.Text;
using Leadgate.Contract;
using Leadgate.Server.Hosting;
using Leadgate.Server.Tests.Support;
using Leadgate.Tests;

namespace Leadgate.Server.Tests.Http;

/// <summary>Bodies with <c>Content-Encoding</c>.</summary>
[Promise("2.10")]
public sealed class CompressedBodyTests(SharedServer server) : IClassFixture<SharedServer>
{
    private const string Garbage = "{\"leads\": [{}]}";

    [Fact]
    public async Task A_body_with_a_known_encoding_is_read()
    {
        await using var own = await RunningServer.StartAsync();
        string[] encodings = ["gzip", "x-gzip", "GZIP", "deflate", "br", "identity", "Identity", "identity, br", "gzip, identity"];
        foreach (var encoding in encodings)
        {
            var body = Compress(encoding, Encoding.UTF8.GetBytes(TestData.Bulk(TestData.Lead())));
            using var response = await SendAsync(own.Client, Routes.Bulks, encoding, body);
            Assert.Equal((encoding, HttpStatusCode.OK), (encoding, response.StatusCode));
        }
    }

    [Theory]
    [InlineData("gzip", "garbage")]
    [InlineData("gzip", "half")]
    [InlineData("gzip", "without the last byte")]
    [InlineData("gzip", "raw deflate")]
    [InlineData("deflate", "garbage")]
    [InlineData("deflate", "half")]
    [InlineData("deflate", "without the last byte")]
    [InlineData("deflate", "raw deflate")]
    [InlineData("br", "garbage")]
    [InlineData("br", "half")]
    [InlineData("br", "without the last byte")]
    [Promise("6.3")]
    public async Task A_body_that_is_not_what_its_encoding_says_is_a_bad_request(string encoding, string fault)
    {
        var plain = Encoding.UTF8.GetBytes(
            TestData.Bulk(Enumerable.Range(0, 20).Select(i => TestData.Lead(("leadReference", $"r{i * 7919}"))))
        );
        var whole = Compress(encoding, plain);
        var body = fault switch
        {
            "garbage" => Encoding.UTF8.GetBytes(Garbage),
            "half" => whole[..(whole.Length / 2)],
            "raw deflate" => Compress("raw", plain),
            _ => whole[..^1],
        };
        foreach (var path in (string[])[Routes.Bulks, Routes.BulkCheck])
        {
            using var response = await SendAsync(server.Client, path, encoding, body);
            var problem = await response.ShouldBeProblemAsync(HttpStatusCode.BadRequest, "bad-request");
            Assert.Contains($"not valid {encoding}", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        }

        Assert.Equal(0, (await server.Client.GetJsonAsync(Routes.Bulks)).GetProperty("leads").GetArrayLength());
    }

    [Theory]
    [InlineData("zstd")]
    [InlineData("compress")]
    [InlineData("gzip, gzip")]
    [InlineData("gzip, br")]
    [InlineData("utf-8")]
    [Promise("6.3")]
    public async Task An_unknown_or_repeated_encoding_is_415_and_the_response_names_the_known_ones(string encoding)
    {
        using var response = await SendAsync(server.Client, Routes.Bulks, encoding, TestData.Sample);
        var problem = await response.ShouldBeProblemAsync(HttpStatusCode.UnsupportedMediaType, "unsupported-media-type");
        Assert.Equal("gzip, deflate, br", Assert.Single(response.Headers.NonValidated["Accept-Encoding"]));
        Assert.StartsWith(
            "Compress the body with gzip, deflate, or br",
            problem.GetProperty("detail").GetString(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task The_small_body_of_another_route_is_decoded_and_limited_in_the_same_way()
    {
        await using var own = await RunningServer.StartAsync();
        own.Client.DefaultRequestHeaders.Add(Headers.ApiKey, (await own.CreateKeyAsync("admin", "admin")).Text);
        var small = Compress("br", """{"name": "small"}"""u8.ToArray());
        using var created = await SendAsync(own.Client, Routes.Keys, "br", small);
        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        using var damaged = await SendAsync(own.Client, Routes.Keys, "br", Encoding.UTF8.GetBytes(Garbage));
        await damaged.ShouldBeProblemAsync(HttpStatusCode.BadRequest, "bad-request");
        using var unknown = await SendAsync(own.Client, Routes.Keys, "zstd", small);
        await unknown.ShouldBeProblemAsync(HttpStatusCode.UnsupportedMediaType, "unsupported-media-type");
    }

    /// <summary>What arrives is so little that no other limit can be what refuses it.</summary>
    [Fact]
    [Promise("6.1")]
    public async Task A_small_body_that_becomes_larger_than_the_limit_is_refused()
    {
        await using var own = await RunningServer.StartAsync(new Dictionary<string, string> { [Setting.MaxBodyMib.Variable] = "1" });
        own.Client.DefaultRequestHeaders.Add(Headers.ApiKey, (await own.CreateKeyAsync("all", "admin", "leads:write")).Text);
        var x = new string('x', 10_000_000);
        (string Path, string Body)[] requests =
        [
            (Routes.Keys, $$"""{"name": "{{x}}"}"""),
            (Routes.Bulks, $$"""{"leads": [{"leadNote": "{{x}}"}]}"""),
            (Routes.BulkCheck, $$"""{"leads": [{"leadNote": "{{x}}"}]}"""),
        ];
        foreach (var (path, body) in requests)
        {
            var bomb = Compress("br", Encoding.UTF8.GetBytes(body));
            Assert.InRange(bomb.Length, 1, 60_000);
            using var response = await SendAsync(own.Client, path, "br", bomb);
            Assert.Equal((path, HttpStatusCode.RequestEntityTooLarge), (path, response.StatusCode));
            await response.ShouldBeProblemAsync(HttpStatusCode.RequestEntityTooLarge, "body-too-large");
        }
    }

    /// <summary>With <c>Content-Length: 0</c>, and in pieces of which there are none.</summary>
    [Theory]
    [InlineData("identity")]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    [Promise("6.3")]
    public async Task An_empty_body_is_empty_whatever_its_encoding(string encoding)
    {
        foreach (var path in (string[])[Routes.Bulks, Routes.BulkCheck])
        {
            foreach (var isChunked in (bool[])[false, true])
            {
                var request = TestData.PostTo(path, Array.Empty<byte>());
                request.Content!.Headers.TryAddWithoutValidation("Content-Encoding", encoding);
                request.Headers.TransferEncodingChunked = isChunked;
                using var response = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
                var problem = await response.ShouldBeProblemAsync(HttpStatusCode.BadRequest, "not-json");
                Assert.StartsWith("The body is empty.", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
            }
        }
    }

    /// <summary>The framework's own limit is 30 MB.</summary>
    [Fact]
    [Promise("6.1")]
    public async Task The_limit_of_a_compressed_bulk_is_that_of_any_other()
    {
        await using var own = await RunningServer.StartAsync(new Dictionary<string, string> { [Setting.MaxBodyMib.Variable] = "33" });
        var bulk = Encoding.UTF8.GetBytes(TestData.Bulk(TestData.Lead()));
        var padded = new byte[32 * 1024 * 1024];
        padded.AsSpan().Fill((byte)' ');
        bulk.CopyTo(padded, 0);
        using var response = await SendAsync(own.Client, Routes.Bulks, "br", Compress("br", padded));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    [Promise("10.2")]
    public async Task A_request_without_a_key_gets_401_whatever_its_encoding()
    {
        await using var own = await RunningServer.StartAsync();
        await own.CreateKeyAsync("one");
        foreach (var encoding in (string[])["zstd", "br"])
        {
            using var response = await SendAsync(own.Client, Routes.Bulks, encoding, Encoding.UTF8.GetBytes(Garbage));
            await response.ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "unauthorized");
        }
    }

    private static byte[] Compress(string encoding, byte[] body)
    {
        using var packed = new MemoryStream();
        using (
            Stream target = encoding.ToLowerInvariant() switch
            {
                "gzip" or "x-gzip" or "gzip, identity" => new GZipStream(packed, CompressionLevel.Fastest, true),
                "deflate" => new ZLibStream(packed, CompressionLevel.Fastest, true),
                "raw" => new DeflateStream(packed, CompressionLevel.Fastest, true),
                "br" or "identity, br" => new BrotliStream(packed, CompressionLevel.Fastest, true),
                _ => new BufferedStream(packed),
            }
        )
        {
            target.Write(body);
            target.Flush();
            if (target is BufferedStream)
                return packed.ToArray();
        }

        return packed.ToArray();
    }

    private static Task<HttpResponseMessage> SendAsync(HttpClient client, string path, string encoding, byte[] body)
    {
        var request = TestData.PostTo(path, body);
        request.Content!.Headers.TryAddWithoutValidation("Content-Encoding", encoding);
        return client.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
