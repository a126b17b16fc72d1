using System.Net;
using System.Net.Sockets;
using System.Text;
using Leadgate.Contract;
using Leadgate.Server.Hosting;
using Leadgate.Server.Http;
using Leadgate.Server.Leads;
using Leadgate.Server.Tests.Support;
using Leadgate.Tests;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Leadgate.Server.Tests.Leads;

/// <summary>How those who read leads share the permits.</summary>
[Promise("10.4")]
public sealed class ReadConcurrencyLimitTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task One_caller_gets_as_many_as_are_free_for_others_beyond_the_reserve()
    {
        var limit = Create(32);
        Assert.Equal(12, await TakeAllAsync(limit, 1));
        Assert.Equal(6, await TakeAllAsync(limit, 2));
        Assert.Equal(3, await TakeAllAsync(limit, 3));

        // The rest is enough for others that read one bulk at a time.
        for (var caller = 4; caller < 4 + 11; caller++)
            Assert.NotNull((await limit.AcquireAsync(caller, TestContext.Current.CancellationToken)).Permit);
        Assert.Same(ReadConcurrencyLimit.Overloaded, await WaitInVainAsync(limit, 99));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 1)]
    [InlineData(3, 2)]
    [InlineData(4, 2)]
    [InlineData(8, 3)]
    public async Task One_caller_never_takes_all_if_there_are_several(int permits, int share) =>
        Assert.Equal(share, await TakeAllAsync(Create(permits), 1));

    [Fact]
    public async Task A_permit_that_becomes_free_goes_to_the_caller_that_holds_the_fewest()
    {
        var limit = Create(2);
        var (first, _) = await limit.AcquireAsync(1, TestContext.Current.CancellationToken);
        var (second, _) = await limit.AcquireAsync(2, TestContext.Current.CancellationToken);
        var again = limit.AcquireAsync(1, TestContext.Current.CancellationToken).AsTask();
        var other = limit.AcquireAsync(3, TestContext.Current.CancellationToken).AsTask();
        second!.Dispose();
        Assert.NotNull((await other).Permit);
        Assert.False(again.IsCompleted);
        first!.Dispose();
        Assert.NotNull((await again).Permit);
    }

    [Fact]
    public async Task One_caller_leaves_room_among_those_that_wait()
    {
        var limit = Create(1);
        var (held, _) = await limit.AcquireAsync(1, TestContext.Current.CancellationToken);
        var waiting = Enumerable.Range(0, 300).Select(_ => limit.AcquireAsync(1, TestContext.Current.CancellationToken).AsTask()).ToList();
        Assert.InRange(waiting.Count(task => task.IsCompleted), 1, 299);
        var other = limit.AcquireAsync(2, TestContext.Current.CancellationToken).AsTask();
        held!.Dispose();
        Assert.NotNull((await other).Permit);
    }

    [Fact]
    public async Task A_request_that_is_cancelled_waits_no_longer_and_leaves_nothing_behind()
    {
        var limit = Create(1);
        var (held, _) = await limit.AcquireAsync(1, TestContext.Current.CancellationToken);
        using var cancellation = new CancellationTokenSource();
        var cancelled = limit.AcquireAsync(2, cancellation.Token).AsTask();
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
        held!.Dispose();
        held.Dispose();
        Assert.Equal(1, await TakeAllAsync(limit, 3));
    }

    [Fact]
    public async Task Readers_of_one_key_that_read_nothing_leave_permits_for_another_key()
    {
        // They are not cut off, however long a busy machine takes.
        await using var server = await RunningServer.StartAsync(change: builder =>
            builder.Services.AddSingleton(services => ActivatorUtilities.CreateInstance<SlowReaders>(services, new FakeTimeProvider()))
        );
        var attacker = (await server.CreateKeyAsync("attacker", "leads:write", "leads:read")).Text;
        var admin = (await server.CreateKeyAsync("operator", "admin")).Text;
        using (var post = TestData.Post($$"""{"leads":[{{string.Join(',', Enumerable.Repeat("{}", 5000))}}]}"""))
        {
            post.Headers.Add(Headers.ApiKey, attacker);
            using var stored = await server.Client.SendAsync(post, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.OK, stored.StatusCode);
        }

        var sockets = new List<Socket>();
        for (var i = 0; i < 20; i++)
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4096 };
            await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, server.Address.Port), TestContext.Current.CancellationToken);
            var request = $"GET {Routes.Bulks}/1 HTTP/1.1\r\nHost: 127.0.0.1\r\n{Headers.ApiKey}: {attacker}\r\n\r\n";
            await socket.SendAsync(Encoding.ASCII.GetBytes(request), TestContext.Current.CancellationToken);
            sockets.Add(socket);
        }

        // Those beyond the share get their refusal, so that the others hold all that this key can have.
        var start = new byte[12];
        var statuses = new List<string>();
        foreach (var socket in sockets)
        {
            await socket.ReceiveAsync(start, TestContext.Current.CancellationToken);
            statuses.Add(Encoding.ASCII.GetString(start));
        }

        Assert.Equal(12, statuses.Count(status => status == "HTTP/1.1 200"));
        Assert.Equal(8, statuses.Count(status => status == "HTTP/1.1 503"));
        var refused = await sockets[statuses.IndexOf("HTTP/1.1 503")].ReceiveTextAsync();
        Assert.Contains("take its share", refused, StringComparison.Ordinal);
        foreach (var path in (string[])[Routes.Bulks + "?limit=1", Routes.Bulks + "/1"])
        {
            using var read = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { Headers.ApiKey, admin } } };
            using var response = await server.Client.SendAsync(
                read,
                HttpCompletionOption.ResponseHeadersRead,
                TestContext.Current.CancellationToken
            );
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }

        sockets.ForEach(socket => socket.Dispose());
    }

    private ReadConcurrencyLimit Create(int permits) =>
        new(
            new CurrentSettings(
                RunningServer.Settings(
                    "sqlite:leadgate.db",
                    new Dictionary<string, string> { [Setting.MaxConcurrentReads.Variable] = $"{permits}" }
                )
            ),
            _time
        );

    /// <summary>Acquires permits until there is none.</summary>
    private async Task<int> TakeAllAsync(ReadConcurrencyLimit limit, long caller)
    {
        for (var taken = 0; ; taken++)
        {
            var permit = limit.AcquireAsync(caller, TestContext.Current.CancellationToken).AsTask();
            if (permit.IsCompleted)
                continue;
            _time.Advance(TimeSpan.FromSeconds(2));
            Assert.Null((await permit).Permit);
            return taken;
        }
    }

    private async Task<Problem?> WaitInVainAsync(ReadConcurrencyLimit limit, long caller)
    {
        var waiting = limit.AcquireAsync(caller, TestContext.Current.CancellationToken).AsTask();
        _time.Advance(TimeSpan.FromSeconds(2));
        return (await waiting).Refusal;
    }
}
