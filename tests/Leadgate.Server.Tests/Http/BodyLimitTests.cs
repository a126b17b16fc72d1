using System.IO.Compression;
using System.Net;
using Leadgate.Contract;
using Leadgate.Server.Hosting;
using Leadgate.Server.Tests.Support;
using Leadgate.Tests;

namespace Leadgate.Server.Tests.Http;

/// <summary>The limit of a body is the same whether it is plain, in chunks, or compressed, and the response names it.</summary>
[Promise("2.10")]
public sealed class BodyLimitTests
{
    private const int Kibibyte = 1024;
    private const int Mebibyte = 1024 * 1024;

    [Fact]
    public async Task A_body_at_the_limit_is_read_and_one_beyond_it_is_refused_with_the_limit()
    {
        await using var server = await RunningServer.StartAsync(new Dictionary<string, string> { [Setting.MaxBodyMib.Variable] = "1" });
        var key = (await server.CreateKeyAsync("all", "admin", "leads:write", "lists:write")).Text;
        server.Client.DefaultRequestHeaders.Add(Headers.ApiKey, key);
        (string Method, string Path, int Limit, string Named)[] bodies =
        [
            ("POST", Routes.Bulks, Mebibyte, $"{Mebibyte}"),
            ("POST", Routes.BulkCheck, Mebibyte, $"{Mebibyte}"),
            ("POST", Routes.Keys, 64 * Kibibyte, "64 KiB"),
            ("PATCH", Routes.Keys + "/1", 64 * Kibibyte, "64 KiB"),
            ("POST", Routes.PersonExport, 64 * Kibibyte, "64 KiB"),
            ("POST", Routes.PersonErase, 64 * Kibibyte, "64 KiB"),
            ("PUT", Routes.Lists + "/GENDER/file", 4 * Mebibyte, "4096 KiB"),
        ];
        foreach (var (method, path, limit, named) in bodies)
        {
            foreach (var coding in (string[])["", "chunked", "gzip", "br"])
            {
                using (var allowed = await SendAsync(server.Client, method, path, limit, coding))
                    Assert.NotEqual((path, coding, HttpStatusCode.RequestEntityTooLarge), (path, coding, allowed.StatusCode));
                foreach (var size in coding == "chunked" ? (int[])[limit + 1] : [limit + 1, limit + 2, limit + (100 * Kibibyte)])
                {
                    using var refused = await SendAsync(server.Client, method, path, size, coding);
                    Assert.Equal((path, coding, size, HttpStatusCode.RequestEntityTooLarge), (path, coding, size, refused.StatusCode));
                    var problem = await refused.ShouldBeProblemAsync(HttpStatusCode.RequestEntityTooLarge, "body-too-large");
                    Assert.Contains(named, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
                    Assert.Contains(named.Split(' ')[0], problem.GetProperty("detailAr").GetString(), StringComparison.Ordinal);
                }
            }
        }
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, string method, string path, int size, string coding)
    {
        var body = new byte[size];
        body.AsSpan().Fill((byte)' ');
        "{}"u8.CopyTo(body);
        using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = new ByteArrayContent(Encode(body, coding)) };
        request.Content.Headers.ContentType = new("application/json");

        // The server closes the connection of a body that it does not read, which a client that still sends may not survive.
        request.Headers.ExpectContinue = coding.Length == 0;
        if (coding == "chunked")
            request.Headers.TransferEncodingChunked = true;
        else if (coding.Length > 0)
            request.Content.Headers.ContentEncoding.Add(coding);
        return await client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private static byte[] Encode(byte[] body, string coding)
    {
        if (coding is "" or "chunked")
            return body;
        using var target = new MemoryStream();
        using (
            Stream encoder =
                coding == "gzip"
                    ? new GZipStream(target, CompressionLevel.Fastest, leaveOpen: true)
                    : new BrotliStream(target, CompressionLevel.Fastest, leaveOpen: true)
        )
            encoder.Write(body);
        return target.ToArray();
    }
}
