using Leadgate.Contract;
using Leadgate.Server.Hosting;
using Leadgate.Server.Requests;
using Leadgate.Server.Tests.Support;
using Leadgate.Storage;
using Leadgate.Storage.Requests;
using Leadgate.Tests;
using Microsoft.Extensions.DependencyInjection;

namespace Leadgate.Server.Tests.Requests;

/// <summary>The log of the last requests of each API key.</summary>
public sealed class RequestLogTests
{
    private static readonly DateTime Noon = new(2026, 3, 1, 12, 30, 0, DateTimeKind.Utc);

    [Fact]
    public async Task Requests_are_logged_with_their_status_trace_and_counts_and_nothing_that_was_sent()
    {
        await using var server = await RunningServer.StartAsync();
        var key = await server.CreateKeyAsync("web-site", "leads:write");
        var bulk = TestData.Bulk(TestData.Lead(), TestData.Lead(("priority", "Tepid")));
        var stored = await SendAsync(server, TestData.Post(bulk, (Headers.ApiKey, key.Text)));
        await WaitForEntriesAsync(server, key.Key.Id, 1);
        var invalid = await SendAsync(server, TestData.Post("{", (Headers.ApiKey, key.Text)));
        await WaitForEntriesAsync(server, key.Key.Id, 2);
        var forbidden = await SendAsync(
            server,
            new HttpRequestMessage(HttpMethod.Get, Routes.Bulks + "?leadReference=secret-500000001")
            {
                Headers = { { Headers.ApiKey, key.Text } },
            }
        );
        var unknown = await SendAsync(server, TestData.Post(bulk, (Headers.ApiKey, "not-a-key")));
        await SendAsync(server, new HttpRequestMessage(HttpMethod.Get, Routes.Live));
        await server.StopAsync();

        var requests = await ReadAsync(server.Store, key.Key.Id);
        Assert.Equal(
            [
                (403, "missing-scope", Routes.Bulks, TraceIdOf(forbidden), null, null),
                (400, "not-json", Routes.Bulks, TraceIdOf(invalid), null, null),
                (200, null, Routes.Bulks, TraceIdOf(stored), 2, 1),
            ],
            requests.Select(request =>
                (request.Status, request.Problem, request.Route, request.TraceId, request.Leads, request.LeadsWithErrors)
            )
        );
        Assert.Equal([null, 1L, bulk.Length], requests.Select(request => request.BodyBytes));
        Assert.All(requests, request => Assert.DoesNotContain("secret", request.ToString(), StringComparison.Ordinal));
        var other = Assert.Single(await ReadAsync(server.Store, 0));
        Assert.Equal((401, "unauthorized", TraceIdOf(unknown)), (other.Status, other.Problem, other.TraceId));
        var hours = await server.Store.Requests.ReadHoursAsync(key.Key.Id, DateTime.UnixEpoch, TestContext.Current.CancellationToken);
        Assert.Equal(
            (3, 2, 0, 2, 1),
            (
                hours.Sum(hour => hour.Requests),
                hours.Sum(hour => hour.Rejected),
                hours.Sum(hour => hour.Failed),
                hours.Sum(hour => hour.Leads),
                hours.Sum(hour => hour.LeadsWithErrors)
            )
        );
    }

    [Fact]
    public async Task There_is_no_log_when_the_settings_keep_it_for_no_day()
    {
        await using var server = await RunningServer.StartAsync(
            new Dictionary<string, string> { [Setting.KeepRequestsDays.Variable] = "0" }
        );
        Assert.Null(server.Services.GetService<RequestLog>());
        await SendAsync(server, TestData.Post(TestData.Bulk(TestData.Lead())));
        await server.StopAsync();
        Assert.Empty(await ReadAsync(server.Store, 0));
    }

    [Fact]
    public async Task A_flood_is_counted_whole_and_logged_in_part_and_does_not_displace_refused_requests()
    {
        await using var server = await RunningServer.StartAsync();
        var log = server.Services.GetRequiredService<RequestLog>();
        for (var i = 0; i < 2 * RequestLog.Capacity; i++)
            log.Add(Request(7, 200));
        log.Add(Request(7, 400));
        await server.StopAsync();

        var last = await ReadAsync(server.Store, 7);
        Assert.InRange(last.Count, RequestLog.Capacity + 1, 2 * RequestLog.Capacity);
        Assert.Equal(400, last[0].Status);
        var sums = Assert.Single(await server.Store.Requests.ReadHoursAsync(7, DateTime.UnixEpoch, TestContext.Current.CancellationToken));
        Assert.Equal((2L * RequestLog.Capacity + 1, 1L), (sums.Requests, sums.Rejected));
    }

    [Fact]
    public async Task Counts_outlast_an_outage_of_the_database_and_requests_do_not_wait_for_it()
    {
        FaultInjectingStore? store = null;
        await using var server = await RunningServer.StartAsync(
            new Dictionary<string, string> { [Setting.KeepRequestsDays.Variable] = "1" },
            store: real => store = new FaultInjectingStore(real)
        );
        var log = server.Services.GetRequiredService<RequestLog>();
        store!.Failure = new StoreUnavailableException("The database is away.");
        log.Add(Request(8, 200));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => WriteAllAsync(log));
        log.Add(Request(8, 503));
        store.Failure = null;
        await log.WriteAsync(TestContext.Current.CancellationToken);

        var hour = Assert.Single(await server.Store.Requests.ReadHoursAsync(8, DateTime.UnixEpoch, TestContext.Current.CancellationToken));
        Assert.Equal((2L, 1L), (hour.Requests, hour.Failed));

        // The service may write in the same moment, and fails then in place of the test.
        async Task WriteAllAsync(RequestLog requests)
        {
            for (var i = 0; i < 100; i++)
            {
                requests.Add(Request(9, 200));
                await requests.WriteAsync(TestContext.Current.CancellationToken);
            }
        }
    }

    private static LoggedRequest Request(long key, int status) =>
        new(key, Noon, "POST", Routes.Bulks, status) { TraceId = new string('a', 32) };

    private static Task<HttpResponseMessage> SendAsync(RunningServer server, HttpRequestMessage request) =>
        server.Client.SendAsync(request, TestContext.Current.CancellationToken);

    private static string TraceIdOf(HttpResponseMessage response) => Assert.Single(response.Headers.GetValues(Headers.TraceId));

    /// <summary>A request is logged after its response, and could be overtaken by the next one.</summary>
    private static Task<TimeSpan> WaitForEntriesAsync(RunningServer server, long key, int count) =>
        Wait.UntilAsync(
            async () =>
            {
                await server.Services.GetRequiredService<RequestLog>().WriteAsync(TestContext.Current.CancellationToken);
                return (await ReadAsync(server.Store, key)).Count == count;
            },
            $"There are not {count} requests in the log."
        );

    private static Task<IReadOnlyList<LoggedRequest>> ReadAsync(ILeadStore store, long key) =>
        store.Requests.ReadLastAsync(key, null, 5000, TestContext.Current.CancellationToken);
}
