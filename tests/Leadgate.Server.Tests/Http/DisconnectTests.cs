using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Leadgate.Contract;
using Leadgate.Server.Tests.Support;
using Leadgate.Tests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Leadgate.Server.Tests.Http;

/// <summary>Senders that are gone before their body has arrived: neither an error of the service nor a body that is not JSON.</summary>
public sealed class DisconnectTests
{
    private static readonly byte[] Beginning = Encoding.UTF8.GetBytes(TestData.Bulk(TestData.Lead(), TestData.Lead())[..300]);

    [Theory]
    [InlineData("Content-Length: 5000", true)]
    [InlineData("Content-Length: 5000", false)]
    [InlineData("Transfer-Encoding: chunked", true)]
    [InlineData("Transfer-Encoding: chunked", false)]
    [InlineData("Content-Encoding: gzip\r\nContent-Length: 5000", true)]
    [Promise("6.3")]
    public async Task A_connection_that_is_closed_or_reset(string header, bool isReset)
    {
        await using var server = await StartAsync(HttpProtocols.Http1);
        using var meter = new RejectionMeter(server.Meters);
        for (var i = 0; i < 5; i++)
        {
            using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync(IPAddress.Loopback, server.Running.Address.Port, TestContext.Current.CancellationToken);
            var head = $"POST {Routes.Bulks} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n{header}\r\n\r\n";
            var start = header.StartsWith("Transfer", StringComparison.Ordinal) ? "1000\r\n" : "";
            await socket.SendAsync(Encoding.ASCII.GetBytes(head + start), TestContext.Current.CancellationToken);
            if (!header.Contains("gzip", StringComparison.Ordinal))
                await socket.SendAsync(Beginning, TestContext.Current.CancellationToken);
            await server.WaitForBodyAsync(i + 1);
            if (isReset)
                socket.LingerState = new LingerOption(true, 0);
        }

        // A sender that closes its half may still read the answer, that its body ended too early.
        await server.AssertNotOurFailureAsync(5, meter, isReset ? [] : ["bad-request"]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [Promise("6.3")]
    public async Task A_stream_of_HTTP_2_that_is_reset_or_a_connection_that_is_closed(bool isWholeConnection)
    {
        await using var server = await StartAsync(HttpProtocols.Http2);
        using var meter = new RejectionMeter(server.Meters);
        for (var i = 0; i < 5; i++)
        {
            using var client = new HttpClient { BaseAddress = server.Running.Address };
            using var cancel = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
            using var request = TestData.Post("");
            (request.Version, request.VersionPolicy) = (HttpVersion.Version20, HttpVersionPolicy.RequestVersionExact);
            request.Content = new UnfinishedContent(Beginning) { Headers = { ContentType = new("application/json") } };
            var sent = client.SendAsync(request, cancel.Token);
            await server.WaitForBodyAsync(i + 1);
            if (isWholeConnection)
                client.Dispose();
            else
                await cancel.CancelAsync();
            await Assert.ThrowsAnyAsync<Exception>(() => sent);
        }

        await server.AssertNotOurFailureAsync(5, meter);
    }

    private static async Task<ObservedServer> StartAsync(HttpProtocols protocols)
    {
        var arrived = new Counter();
        IMeterFactory? meters = null;
        var server = await RunningServer.StartAsync(
            change: builder =>
            {
                builder.Logging.AddFilter("Leadgate.Server.Http", LogLevel.Debug);
                builder.WebHost.ConfigureKestrel(kestrel => kestrel.ConfigureEndpointDefaults(listen => listen.Protocols = protocols));
                builder.Services.AddSingleton(arrived).AddSingleton<IStartupFilter, CountBodies>();
            },
            map: app => meters = app.Services.GetRequiredService<IMeterFactory>()
        );
        return new ObservedServer(server, meters!, arrived, isHttp2: protocols == HttpProtocols.Http2);
    }

    private sealed class ObservedServer(RunningServer server, IMeterFactory meters, Counter arrived, bool isHttp2) : IAsyncDisposable
    {
        public RunningServer Running => server;

        public IMeterFactory Meters => meters;

        /// <summary>Waits until the service has begun to read a body.</summary>
        public async Task WaitForBodyAsync(int count) => await Wait.UntilAsync(() => arrived.Value >= count, "The body did not arrive.");

        public async Task AssertNotOurFailureAsync(int count, RejectionMeter meter, params string[] possible)
        {
            await Wait.UntilAsync(() => arrived.Ended == count, "The requests did not end.");
            Assert.DoesNotContain(
                server.LogLines,
                line =>
                    line.StartsWith("Error", StringComparison.Ordinal)
                    || line.StartsWith("Warning Leadgate.Server.Http", StringComparison.Ordinal)
            );

            // A refusal that is known shows that the counter is watched, and that nothing else was counted before it.
            using var request = TestData.Post("");
            request.Content!.Headers.ContentType = new("text/plain");
            request.Version = isHttp2 ? HttpVersion.Version20 : HttpVersion.Version11;
            request.VersionPolicy = HttpVersionPolicy.RequestVersionExact;
            using var refused = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
            await refused.ShouldBeProblemAsync(HttpStatusCode.UnsupportedMediaType, "unsupported-media-type");
            Assert.Equal(["unsupported-media-type"], meter.Problems.Where(problem => !possible.Contains(problem)));
        }

        public ValueTask DisposeAsync() => server.DisposeAsync();
    }

    /// <summary>The types of the problems that this server counts.</summary>
    private sealed class RejectionMeter : IDisposable
    {
        private readonly MeterListener _listener = new();

        public RejectionMeter(IMeterFactory meters)
        {
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Name == "leadgate.bulks.refused" && ReferenceEquals(instrument.Meter.Scope, meters))
                    listener.EnableMeasurementEvents(instrument);
            };
            _listener.SetMeasurementEventCallback<long>((_, _, tags, _) => Problems.Add((string)tags[0].Value!));
            _listener.Start();
        }

        public ConcurrentBag<string> Problems { get; } = [];

        public void Dispose() => _listener.Dispose();
    }

    private sealed class Counter
    {
        private int _value;
        private int _ended;

        public int Value => Volatile.Read(ref _value);

        public int Ended => Volatile.Read(ref _ended);

        public void Count() => Interlocked.Increment(ref _value);

        public void End() => Interlocked.Increment(ref _ended);
    }

    /// <summary>Counts the requests that have begun and those that have ended.</summary>
    private sealed class CountBodies(Counter counter) : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) =>
            app =>
            {
                app.Use(
                    async (http, following) =>
                    {
                        counter.Count();
                        try
                        {
                            await following(http);
                        }
                        finally
                        {
                            counter.End();
                        }
                    }
                );
                next(app);
            };
    }

    /// <summary>Sends a beginning and then waits until it is cancelled.</summary>
    private sealed class UnfinishedContent(byte[] beginning) : HttpContent
    {
        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
            SerializeToStreamAsync(stream, context, CancellationToken.None);

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
        {
            await stream.WriteAsync(beginning, cancellationToken);
            await stream.FlushAsync(cancellationToken);
            await new TaskCompletionSource().Task.WaitAsync(cancellationToken);
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
