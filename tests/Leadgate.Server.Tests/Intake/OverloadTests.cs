using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Leadgate.Contract;
using Leadgate.Domain.Intake;
using Leadgate.Server.Hosting;
using Leadgate.Server.Tests.Support;
using Leadgate.Storage;
using Leadgate.Tests;
using Microsoft.Extensions.Time.Testing;

namespace Leadgate.Server.Tests.Intake;

/// <summary>More load than the service can process, over real connections.</summary>
[Promise("10.4")]
public sealed class OverloadTests
{
    [Fact]
    public async Task Bulk_without_a_permit_gets_503_and_its_idempotency_key_stays_unused()
    {
        FaultInjectingStore? store = null;
        await using var server = await RunningServer.StartAsync(
            Permits(1),
            store: real => store = new FaultInjectingStore(real) { BlocksBulks = true }
        );
        var first = server.Client.PostAsync(TestData.Bulk(TestData.Lead()));
        await store!.Blocked.WaitAsync(TestContext.Current.CancellationToken);

        using (
            var refused = await server.Client.SendAsync(
                TestData.Post(TestData.Bulk(TestData.Lead()), (Headers.IdempotencyKey, "k")),
                TestContext.Current.CancellationToken
            )
        )
        {
            var problem = await refused.ShouldBeProblemAsync(HttpStatusCode.ServiceUnavailable, "overloaded");
            Assert.Equal(TimeSpan.FromSeconds(1), refused.Headers.RetryAfter?.Delta);
            Assert.Contains("Send the same request again in a second", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
            Assert.Contains("أعد إرسال الطلب نفسه بعد ثانية", problem.GetProperty("detailAr").GetString(), StringComparison.Ordinal);
        }

        store.Unblock();
        await first;
        using var again = await server.Client.SendAsync(
            TestData.Post(TestData.Bulk(TestData.Lead(), TestData.Lead()), (Headers.IdempotencyKey, "k")),
            TestContext.Current.CancellationToken
        );
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);

        // The memory of a bulk is released after its response.
        await Wait.UntilAsync(
            () =>
                (server.Admission.InProgress, server.Admission.PermitsInUse, server.Admission.Waiting, server.Admission.ReservedBytes)
                == (0, 0, 0, 0L),
            "The bulks still hold something."
        );
        Assert.Contains(server.LogLines, line => line.Contains("were refused", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Two_hundred_single_leads_at_once_are_all_stored()
    {
        await using var server = await RunningServer.StartAsync();
        await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => server.Client.PostAsync(TestData.Bulk(TestData.Lead()))));
    }

    [Fact]
    public async Task Slow_senders_hold_no_permit_and_are_served_when_the_rest_arrives()
    {
        await using var server = await RunningServer.StartAsync(Permits(1));
        var (small, large) = (TestData.Bulk(TestData.Lead()), TestData.Bulk(Enumerable.Repeat(TestData.Lead(), 200)));
        var slow = new List<(Socket Socket, byte[] Body)>();
        foreach (var body in new[] { small, small, large, large }.Select(Encoding.UTF8.GetBytes))
        {
            slow.Add((await ConnectAsync(server), body));
            await slow[^1].Socket.SendAsync(Head(body.Length), TestContext.Current.CancellationToken);
            await slow[^1].Socket.SendAsync(body.AsMemory(0, body.Length - 10), TestContext.Current.CancellationToken);
        }

        // The larger bodies have been read in part, because more has arrived than the first piece.
        await Wait.UntilAsync(() => server.Admission.ReservedBytes > large.Length, "The bodies did not arrive.");

        // One of them may be processing what has arrived, and will release its permit in a moment.
        await Wait.UntilAsync(
            async () =>
            {
                using var answer = await server.Client.SendAsync(TestData.Post(small), TestContext.Current.CancellationToken);
                return answer.StatusCode == HttpStatusCode.OK;
            },
            "The slow senders keep the permit."
        );
        await Wait.UntilAsync(() => server.Admission.InProgress == 0, "A bulk keeps the permit.");
        foreach (var (socket, body) in slow)
        {
            await socket.SendAsync(body.AsMemory(body.Length - 10), TestContext.Current.CancellationToken);
            Assert.StartsWith("HTTP/1.1 200", await ReadAsync(socket), StringComparison.Ordinal);
            socket.Dispose();
        }
    }

    [Fact]
    public async Task Bulk_beyond_the_memory_limit_gets_503_until_a_sender_disconnects()
    {
        await using var server = await RunningServer.StartAsync(new Dictionary<string, string> { [Setting.MaxIntakeMib.Variable] = "1" });
        var body = TestData.Bulk(Enumerable.Repeat(TestData.Lead(), 1000));
        await server.Client.PostAsync(body);

        // The memory is released after the response has been written, and would be taken for that of the next bulk.
        await Wait.UntilAsync(() => server.Admission.ReservedBytes == 0, "The memory was not released.");
        using (var slow = await ConnectAsync(server))
        {
            await slow.SendAsync(Head(body.Length), TestContext.Current.CancellationToken);
            await slow.SendAsync(Encoding.UTF8.GetBytes(body).AsMemory(0, body.Length / 2), TestContext.Current.CancellationToken);
            await Wait.UntilAsync(() => server.Admission.ReservedBytes > 1024 * 1024, "The body did not arrive.");
            using var refused = await server.Client.SendAsync(TestData.Post(body), TestContext.Current.CancellationToken);
            await refused.ShouldBeProblemAsync(HttpStatusCode.ServiceUnavailable, "overloaded");
            Assert.Equal(TimeSpan.FromSeconds(5), refused.Headers.RetryAfter?.Delta);
        }

        await Wait.UntilAsync(() => server.Admission.ReservedBytes == 0, "The memory was not released.");
        await server.Client.PostAsync(body);
    }

    [Theory]
    [InlineData(10_000, 0)]
    [InlineData(400, 100)]
    public async Task Bulk_with_a_large_amount_of_errors_is_stored_in_bounded_memory(int leads, int vehicles)
    {
        FaultInjectingStore? store = null;
        await using var server = await RunningServer.StartAsync(store: real =>
            store = new FaultInjectingStore(real) { BlocksBulks = true }
        );
        const string Vehicle = """{"modelFamily":"x","modelYear":"x"}""";
        var lead = vehicles == 0 ? "{}" : $"{{\"vehicles\":[{string.Join(',', Enumerable.Repeat(Vehicle, vehicles))}]}}";
        var body = $"{{\"leads\":[{string.Join(',', Enumerable.Repeat(lead, leads))}]}}";
        var sending = server.Client.SendAsync(
            TestData.Post(body, (Headers.Prefer, "return=representation")),
            TestContext.Current.CancellationToken
        );
        await store!.Blocked.WaitAsync(TestContext.Current.CancellationToken);
        var reserved = server.Admission.ReservedBytes;

        store.Unblock();
        using var answer = await sending;
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(text.Length > 2 * BulkIssues.MaxRenderedBytes, "The issues are too few for the test to mean anything.");
        var readBack = await server.Client.GetStringAsync(answer.Headers.Location, TestContext.Current.CancellationToken);
        Assert.True(text == readBack, "The response differs from what is read back.");
        var bulk = JsonElement.Parse(text);
        Assert.Equal(leads, bulk.GetProperty("errorRecords").GetInt32());
        var issues = bulk.GetProperty("leads")
            .EnumerateArray()
            .Sum(lead => lead.GetProperty("errorList").GetArrayLength() + lead.GetProperty("warningList").GetArrayLength());
        var unrendered =
            body.Length
            + (leads * (long)ValidatedBulk.BytesPerLead)
            + (leads * vehicles * (long)ValidatedBulk.BytesPerVehicle)
            + (issues * (long)ValidatedBulk.BytesPerIssue);
        Assert.InRange(reserved, unrendered + (BulkIssues.MaxRenderedBytes / 2), unrendered + BulkIssues.MaxRenderedBytes);
    }

    [Fact]
    public async Task Bulk_whose_errors_do_not_fit_into_the_memory_gets_503_unless_it_is_alone()
    {
        FaultInjectingStore? store = null;
        await using var server = await RunningServer.StartAsync(
            new Dictionary<string, string> { [Setting.MaxIntakeMib.Variable] = "4" },
            store: real => store = new FaultInjectingStore(real) { BlocksBulks = true }
        );
        var first = server.Client.PostAsync(TestData.Bulk(TestData.Lead()));
        await store!.Blocked.WaitAsync(TestContext.Current.CancellationToken);
        var body = $"{{\"leads\":[{string.Join(',', Enumerable.Repeat("{}", 1900))}]}}";
        using (var refused = await server.Client.SendAsync(TestData.Post(body), TestContext.Current.CancellationToken))
        {
            await refused.ShouldBeProblemAsync(HttpStatusCode.ServiceUnavailable, "overloaded");
            Assert.Equal(TimeSpan.FromSeconds(5), refused.Headers.RetryAfter?.Delta);
        }

        store.Unblock();
        await first;
        await server.Client.PostAsync(body);

        // The memory is released after the response has been written, which the client may have read by then.
        await Wait.UntilAsync(() => server.Admission.ReservedBytes == 0, "The memory was not released.");
    }

    [Fact]
    public async Task Connection_stays_open_after_a_small_rejected_body_and_is_closed_after_a_large_one()
    {
        FaultInjectingStore? store = null;
        await using var server = await RunningServer.StartAsync(
            new Dictionary<string, string> { [Setting.MaxIntakeMib.Variable] = "1" },
            store: real => store = new FaultInjectingStore(real) { BlocksBulks = true }
        );
        var first = server.Client.PostAsync(TestData.Bulk(Enumerable.Repeat(TestData.Lead(), 1000)));
        await store!.Blocked.WaitAsync(TestContext.Current.CancellationToken);
        using var small = await ConnectAsync(server);
        var body = Encoding.UTF8.GetBytes(TestData.Bulk(TestData.Lead()));
        for (var i = 0; i < 2; i++)
        {
            await small.SendAsync((byte[])[.. Head(body.Length), .. body], TestContext.Current.CancellationToken);
            Assert.StartsWith("HTTP/1.1 503", await ReadAsync(small), StringComparison.Ordinal);
        }

        using var large = await ConnectAsync(server);
        await large.SendAsync(
            (byte[])[.. Head(20_000_000), .. new byte[70_000].Select(_ => (byte)' ')],
            TestContext.Current.CancellationToken
        );
        var answer = await ReadAsync(large);
        Assert.StartsWith("HTTP/1.1 503", answer, StringComparison.Ordinal);
        Assert.Contains("Connection: close", answer, StringComparison.OrdinalIgnoreCase);
        Assert.Equal("", await ReadAsync(large));
        store.Unblock();
        await first;
    }

    [Theory]
    [InlineData("handling=lenient, return=representation", "200")]
    [InlineData("handling=strict", "422")]
    public async Task Client_that_reads_slowly_keeps_the_leads_in_memory_but_no_permit(string prefer, string status)
    {
        await using var server = await RunningServer.StartAsync(Permits(1));
        var body = TestData.Bulk(Enumerable.Repeat(TestData.Lead(("priority", "Tepid")), 10_000));
        using (var slow = await ConnectAsync(server, receiveBuffer: 8192))
        {
            await slow.SendAsync(Head(body.Length, $"Prefer: {prefer}\r\n"), TestContext.Current.CancellationToken);
            await slow.SendAsync(Encoding.UTF8.GetBytes(body), TestContext.Current.CancellationToken);
            var start = new byte[12];
            await slow.ReceiveAsync(start, TestContext.Current.CancellationToken);
            Assert.Equal("HTTP/1.1 " + status, Encoding.ASCII.GetString(start));

            // The response is larger than the buffers of the connection, so that most of it waits for the client.
            Assert.Equal((0, 0), (server.Admission.InProgress, server.Admission.PermitsInUse));
            Assert.True(server.Admission.ReservedBytes > body.Length, $"Only {server.Admission.ReservedBytes} bytes are reserved.");
            await server.Client.PostAsync(TestData.Bulk(TestData.Lead()));
        }

        await Wait.UntilAsync(() => server.Admission.ReservedBytes == 0, "The memory was not released.");
    }

    [Fact]
    public async Task Reads_beyond_the_limit_wait_for_a_second_and_then_get_503()
    {
        FaultInjectingStore? store = null;
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 3, 9, 9, 0, 0, TimeSpan.Zero));
        await using var server = await RunningServer.StartAsync(
            new Dictionary<string, string> { [Setting.MaxConcurrentReads.Variable] = "1" },
            time,
            real => store = new FaultInjectingStore(real) { BlocksBulks = true }
        );
        var first = server.Client.GetAsync(Routes.Bulks, TestContext.Current.CancellationToken);
        await store!.Blocked.WaitAsync(TestContext.Current.CancellationToken);
        var second = server.Client.GetAsync(Routes.Bulks + "/1", TestContext.Current.CancellationToken);
        await Wait.UntilAsync(
            () =>
            {
                time.Advance(TimeSpan.FromMilliseconds(100));
                return Task.FromResult(second.IsCompleted);
            },
            "The second request got no response."
        );
        using var refused = await second;
        await refused.ShouldBeProblemAsync(HttpStatusCode.ServiceUnavailable, "overloaded");
        Assert.Equal(TimeSpan.FromSeconds(1), refused.Headers.RetryAfter?.Delta);
        store.Unblock();
        using var found = await first;
        Assert.Equal(HttpStatusCode.OK, found.StatusCode);
        using var next = await server.Client.GetAsync(Routes.Bulks + "/1", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, next.StatusCode);
    }

    private static Dictionary<string, string> Permits(int permits) => new() { [Setting.IntakePermits.Variable] = $"{permits}" };

    private static byte[] Head(int length, string headers = "") =>
        Encoding.ASCII.GetBytes(
            $"POST {Routes.Bulks} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
                + $"{headers}Content-Length: {length}\r\n\r\n"
        );

    private static async Task<Socket> ConnectAsync(RunningServer server, int? receiveBuffer = null)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        if (receiveBuffer is { } size)
            socket.ReceiveBufferSize = size;
        await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, server.Address.Port), TestContext.Current.CancellationToken);
        return socket;
    }

    /// <summary>What has arrived of the response; empty when the connection is closed.</summary>
    private static async Task<string> ReadAsync(Socket socket)
    {
        var buffer = new byte[4096];
        try
        {
            return Encoding.UTF8.GetString(buffer, 0, await socket.ReceiveAsync(buffer, TestContext.Current.CancellationToken));
        }
        catch (SocketException)
        {
            return "";
        }
    }
}
