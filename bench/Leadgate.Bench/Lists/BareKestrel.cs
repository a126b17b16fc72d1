using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;

namespace Leadgate.Bench.Lists;

/// <summary>
/// The baseline of list reads: Kestrel alone. It reads each response from the service once at startup, and then sends the same status,
/// headers and body from memory, without routing, logging or middleware.
/// </summary>
internal static class BareKestrel
{
    public const string Verb = "bare";

    public static async Task ServeAsync(Uri service, CancellationToken cancellation)
    {
        var responses = new Dictionary<(string Path, string Query, bool IsKnown), StoredResponse>();
        using (var client = new HttpClient())
        {
            foreach (var read in ListReads.All)
                responses[(read.Path, read.Query, read.IsKnown)] = await FetchAsync(client, service, read, cancellation);
        }

        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder
            .WebHost.UseKestrelCore()
            .ConfigureKestrel(kestrel =>
            {
                kestrel.AddServerHeader = false;
                kestrel.Listen(IPAddress.Loopback, 0);
            });
        await using var app = builder.Build();
        app.Run(http =>
        {
            var request = http.Request;
            var key = (request.Path.Value!, request.QueryString.Value ?? "", request.Headers.IfNoneMatch.Count > 0);
            return responses.TryGetValue(key, out var response) ? response.WriteAsync(http.Response, http.RequestAborted) : NotFound(http);
        });
        await app.StartAsync(cancellation);
        await Console.Out.WriteLineAsync($"Now listening on: {app.Urls.First()}");
        await app.WaitForShutdownAsync(cancellation);
    }

    private static Task NotFound(HttpContext http)
    {
        http.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    private static async Task<StoredResponse> FetchAsync(HttpClient client, Uri service, ListRead read, CancellationToken cancellation)
    {
        using var request = ListReads.Request(
            service,
            read,
            read.IsKnown ? await ListReads.TagAsync(client, service, read, cancellation) : null
        );
        using var response = await client.SendAsync(request, cancellation);

        // Kestrel sends the date itself, and the length is that of the body.
        var headers = response
            .Headers.Concat(response.Content.Headers)
            .Where(header => header.Key is not ("Date" or "Content-Length" or "Transfer-Encoding"))
            .Select(header => (header.Key, string.Join(", ", header.Value)))
            .ToArray();
        return new StoredResponse((int)response.StatusCode, headers, await response.Content.ReadAsByteArrayAsync(cancellation));
    }

    private sealed record StoredResponse(int Status, (string Name, string Value)[] Headers, byte[] Body)
    {
        public async Task WriteAsync(HttpResponse response, CancellationToken cancellation)
        {
            response.StatusCode = Status;
            foreach (var (name, value) in Headers)
                response.Headers[name] = value;
            if (Body.Length == 0)
                return;
            response.ContentLength = Body.Length;
            await response.BodyWriter.WriteAsync(Body, cancellation);
        }
    }
}
