using System.Net;
using Leadgate.Contract;
using Leadgate.Domain.Audit;
using Leadgate.Server.Audit;
using Leadgate.Server.Tests.Support;
using Leadgate.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;

namespace Leadgate.Server.Tests.Audit;

/// <summary>Refused requests and sign-ins in the audit trail.</summary>
public sealed class RefusalAuditTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 9, 9, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task Refused_requests_are_recorded_for_each_key_and_status_without_what_was_sent()
    {
        await using var server = await RunningServer.StartAsync(time: _time);
        var reader = (await server.CreateKeyAsync("reader", "leads:read")).Text;
        var limited = (
            await server.CreateKeyAsync(
                new Contract.Keys.CreateApiKeyRequest
                {
                    Name = "limited",
                    Scopes = ["leads:read"],
                    RequestsPerMinute = 1,
                }
            )
        ).Text;
        var last = await server.Store.Audit.ReadLastIdAsync(TestContext.Current.CancellationToken);
        await SendAsync(server, HttpStatusCode.Unauthorized, null, Routes.Bulks);
        await SendAsync(server, HttpStatusCode.Unauthorized, "secret-of-somebody", Routes.Keys);
        await SendAsync(server, HttpStatusCode.Forbidden, reader, Routes.Keys + "?name=Zaynab");
        await SendAsync(server, HttpStatusCode.Forbidden, reader, Routes.Keys);
        await SendAsync(server, HttpStatusCode.OK, limited, Routes.Bulks);
        await SendAsync(server, HttpStatusCode.TooManyRequests, limited, Routes.Bulks + "/17");
        await server.StopAsync();

        var entries = await server.Store.Audit.ReadAsync(last, 100, TestContext.Current.CancellationToken);
        Assert.Equal(
            [
                $"unknown 127.0.0.1 401: 2 from 1 address since 2026-03-09T09:00:00.000Z, first GET {Routes.Bulks}",
                $"key:1 127.0.0.1 403: 2 from 1 address since 2026-03-09T09:00:00.000Z, first GET {Routes.Keys}",
                $"key:2 127.0.0.1 429: 1 from 1 address since 2026-03-09T09:00:00.000Z, first GET {Routes.Bulks}/{{id}}",
            ],
            entries
                .Where(entry => entry.Event.Action == AuditActions.RequestRefuse)
                .Select(entry => $"{entry.Event.Actor} {entry.Event.Origin} {entry.Event.Detail}")
        );
        Assert.DoesNotContain(entries, entry => entry.Event.Detail!.Contains("secret-of-somebody", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Flood_from_many_actors_and_addresses_takes_few_entries()
    {
        await using var server = await RunningServer.StartAsync(time: _time);
        var refusals = new RefusalAudit(server.Store, _time);
        var http = new DefaultHttpContext();
        for (var i = 0; i < 3 * RefusalAudit.MaxKinds; i++)
        {
            http.Connection.RemoteIpAddress = new IPAddress(i + 1L);
            refusals.Count(http, $"oidc:{i}", 403);
            refusals.Count(http, null, 401);
        }

        var last = await server.Store.Audit.ReadLastIdAsync(TestContext.Current.CancellationToken);
        await refusals.WriteAsync(TestContext.Current.CancellationToken);
        var entries = await server.Store.Audit.ReadAsync(last, 5000, TestContext.Current.CancellationToken);
        Assert.InRange(entries.Count, 2, RefusalAudit.MaxKinds + 2);
        Assert.Contains(
            entries,
            entry =>
                entry.Event is { Actor: "unknown", Origin: "", Detail: { } detail }
                && detail.StartsWith("401: 3000 from 100 or more addresses since ", StringComparison.Ordinal)
        );
        Assert.Contains(entries, entry => entry.Event is { Actor: "others" });
    }

    [Fact]
    public async Task What_could_not_be_written_is_kept_for_the_next_time()
    {
        FaultInjectingStore? store = null;
        await using var server = await RunningServer.StartAsync(time: _time, store: real => store = new FaultInjectingStore(real));
        var refusals = new RefusalAudit(server.Store, _time);
        refusals.Count(new DefaultHttpContext(), "key:9", 403);
        store!.AuditFailure = new StoreUnavailableException("full");
        await Assert.ThrowsAsync<StoreUnavailableException>(() => refusals.WriteAsync(TestContext.Current.CancellationToken));
        refusals.Count(new DefaultHttpContext(), "key:9", 403);
        store.AuditFailure = null;
        var last = await server.Store.Audit.ReadLastIdAsync(TestContext.Current.CancellationToken);
        await refusals.WriteAsync(TestContext.Current.CancellationToken);
        await refusals.WriteAsync(TestContext.Current.CancellationToken);
        var entry = Assert.Single(await server.Store.Audit.ReadAsync(last, 100, TestContext.Current.CancellationToken));
        Assert.StartsWith("403: 2 from ", entry.Event.Detail, StringComparison.Ordinal);
    }

    private static async Task SendAsync(RunningServer server, HttpStatusCode expected, string? key, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (key is not null)
            request.Headers.Add(Headers.ApiKey, key);
        using var response = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(expected, response.StatusCode);
    }
}
