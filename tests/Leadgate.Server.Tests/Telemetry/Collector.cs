using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace Leadgate.Server.Tests.Telemetry;

/// <summary>An OpenTelemetry collector on a real port, which takes what comes by http/protobuf and keeps it.</summary>
internal sealed class Collector : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<(string Path, string Token, byte[] Body)> _taken = new();

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
                _taken.Enqueue((http.Request.Path, http.Request.Headers["x-token"].ToString(), body.ToArray()));
                http.Response.ContentType = "application/x-protobuf";
            }
        );
    }

    /// <summary>Where it listens.</summary>
    public string Address => _app.Urls.Single();

    /// <summary>Starts one.</summary>
    public static async Task<Collector> StartAsync()
    {
        var collector = new Collector();
        await collector._app.StartAsync(TestContext.Current.CancellationToken);
        return collector;
    }

    /// <summary>Whether a sequence of bytes, which protobuf leaves as they are, has come for a signal.</summary>
    public bool Has(string signal, ReadOnlySpan<byte> bytes)
    {
        foreach (var (path, _, body) in _taken)
        {
            if (path == "/v1/" + signal && body.AsSpan().IndexOf(bytes) >= 0)
                return true;
        }

        return false;
    }

    /// <summary>The values of the header <c>x-token</c> that came.</summary>
    public IEnumerable<string> Tokens => _taken.Select(taken => taken.Token).Distinct();

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
