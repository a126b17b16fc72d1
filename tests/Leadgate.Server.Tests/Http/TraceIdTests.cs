using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using Leadgate.Contract;
using Leadgate.Server.Hosting;
using Leadgate.Server.Tests.Support;
using Leadgate.Storage;
using Leadgate.Tests;

namespace Leadgate.Server.Tests.Http;

/// <summary>The id of a request, in its response and in the log.</summary>
[Promise("2.11")]
public sealed class TraceIdTests(SharedServer server) : IClassFixture<SharedServer>
{
    [Theory]
    [InlineData("GET", Routes.Lists, 200)]
    [InlineData("HEAD", Routes.Lists, 200)]
    [InlineData("GET", Routes.Live, 200)]
    [InlineData("GET", Routes.Ready, 200)]
    [InlineData("GET", Routes.OpenApi, 200)]
    [InlineData("GET", Routes.Docs, 200)]
    [InlineData("GET", Routes.StaffSignIn, 200)]
    [InlineData("GET", Routes.Staff, 302)]
    [InlineData("GET", "/", 302)]
    [InlineData("GET", "/nothing", 404)]
    [InlineData("DELETE", Routes.Bulks, 405)]
    [InlineData("OPTIONS", Routes.Bulks, 204)]
    [InlineData("GET", Routes.Keys, 403)]
    [InlineData("GET", Routes.Lists + "/CITTY", 404)]
    [InlineData("GET", Routes.Lists + "?zzz=1", 400)]
    [InlineData("POST", Routes.Bulks, 415)]
    public async Task Every_response_has_a_trace_id_and_a_problem_shows_the_same(string method, string path, int status)
    {
        using var first = await SendAsync(server.Client, method, path);
        using var second = await SendAsync(server.Client, method, path);
        Assert.Equal(status, (int)first.StatusCode);
        Assert.NotEqual(TraceId(first), TraceId(second));
        if (first.Content.Headers.ContentType?.MediaType == "application/problem+json")
            Assert.Equal(TraceId(first), (await first.JsonAsync()).GetProperty("traceId").GetString());
    }

    [Fact]
    public async Task A_list_that_is_not_modified_and_a_stored_bulk_have_one()
    {
        await using var own = await RunningServer.StartAsync();
        using var list = await SendAsync(own.Client, "GET", Routes.Lists);
        using var request = new HttpRequestMessage(HttpMethod.Get, Routes.Lists) { Headers = { IfNoneMatch = { list.Headers.ETag! } } };
        using var notModified = await own.Client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotModified, notModified.StatusCode);
        TraceId(notModified);
        using var stored = await own.Client.SendAsync(TestData.Post(TestData.Sample), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, stored.StatusCode);
        TraceId(stored);
    }

    [Fact]
    public async Task It_is_that_of_the_sender_if_the_sender_has_one()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/nothing");
        request.Headers.Add("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
        using var response = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal("4bf92f3577b34da6a3ce929d0e0e4736", TraceId(response));
    }

    [Fact]
    public async Task An_exception_and_its_log_line_have_the_same_one()
    {
        FaultInjectingStore? store = null;
        await using var own = await RunningServer.StartAsync(store: real => store = new FaultInjectingStore(real));
        store!.Failure = new InvalidOperationException("broken");
        using var failed = await own.Client.SendAsync(TestData.Post(TestData.Sample), TestContext.Current.CancellationToken);
        var problem = await failed.ShouldBeProblemAsync(HttpStatusCode.InternalServerError, "internal");
        Assert.Equal(TraceId(failed), problem.GetProperty("traceId").GetString());
        Assert.Contains(own.LogLines, line => line.Contains(TraceId(failed), StringComparison.Ordinal));

        // The page that staff see in place of a problem.
        store.Failure = new StoreUnavailableException("gone");
        using var page = await own.Client.GetAsync(Routes.StaffSignIn, TestContext.Current.CancellationToken);
        TraceId(page);
        Assert.Equal("TEST", Assert.Single(page.Headers.GetValues(Headers.Environment)));
    }

    [Fact]
    public async Task A_body_that_is_too_large_or_not_HTTP_has_one()
    {
        await using var own = await RunningServer.StartAsync(new Dictionary<string, string> { [Setting.MaxBodyMib.Variable] = "1" });
        using var tooLarge = TestData.Post(new string(' ', 2 * 1024 * 1024));
        tooLarge.Headers.TransferEncodingChunked = true;
        using var refused = await own.Client.SendAsync(tooLarge, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, refused.StatusCode);
        TraceId(refused);

        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, own.Address.Port, TestContext.Current.CancellationToken);
        var request = $"POST {Routes.Bulks} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n";
        await socket.SendAsync(
            Encoding.ASCII.GetBytes(request + "Transfer-Encoding: chunked\r\n\r\nno length\r\n"),
            TestContext.Current.CancellationToken
        );
        await using var stream = new NetworkStream(socket);
        using var reader = new StreamReader(stream);
        var response = await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
        Assert.StartsWith("HTTP/1.1 400", response, StringComparison.Ordinal);
        Assert.Matches("Leadgate-Trace-Id: [0-9a-f]{32}", response);
    }

    private static string TraceId(HttpResponseMessage response)
    {
        var id = Assert.Single(response.Headers.GetValues(Headers.TraceId));
        Assert.Matches("^[0-9a-f]{32}$", id);
        return id;
    }

    private static Task<HttpResponseMessage> SendAsync(HttpClient client, string method, string path)
    {
        var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (method == "POST")
            request.Content = new StringContent("{}", new MediaTypeHeaderValue("text/plain"));
        return client.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
