using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace Leadgate.Server.Tests.Telemetry;

/// <summary>An OpenTelemetry collector on a real port that records what it receives over http/protobuf.</summary>
internal sealed class Collector : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<(string Path, string Token, byte[] Body)> _received = new();

    private Collector()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://{IPAddress.Loopback}:0");
        _app = builder.Build();
        _app.MapPost(
            "/v1/{signal}",
            async http =>
            {
                using var body = new MemoryStream();
                await http.Request.Body.CopyToAsync(body, http.RequestAborted);
                _received.Enqueue((http.Request.Path, http.Request.Headers["x-token"].ToString(), body.ToArray()));
                http.Response.ContentType = "application/x-protobuf";
            }
        );
    }

    public string Address => _app.Urls.Single();

    public static async Task<Collector> StartAsync()
    {
        var collector = new Collector();
        await collector._app.StartAsync(TestContext.Current.CancellationToken);
        return collector;
    }

    /// <summary>Whether a signal contained a sequence of bytes; protobuf doesn't encode strings and ids.</summary>
    public bool Has(string signal, ReadOnlySpan<byte> bytes)
    {
        foreach (var (path, _, body) in _received)
        {
            if (path == "/v1/" + signal && body.AsSpan().IndexOf(bytes) >= 0)
                return true;
        }

        return false;
    }

    /// <summary>The values of the header <c>x-token</c>.</summary>
    public IEnumerable<string> Tokens => _received.Select(request => request.Token).Distinct();

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
