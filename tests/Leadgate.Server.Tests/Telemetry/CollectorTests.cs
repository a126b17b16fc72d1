using System.Net;
using System.Text;
using Leadgate.Contract;
using Leadgate.Server.Tests.Support;
using Leadgate.Tests;

namespace Leadgate.Server.Tests.Telemetry;

/// <summary>Traces and metrics that reach a collector, and what never does.</summary>
public sealed class CollectorTests
{
    private const string Trace = "4bf92f3577b34da6a3ce929d0e0e4736";

    private static readonly string[] Personal = ["Zaynab", "512340000", "marked@example.com", "a private remark"];

    [Fact]
    [Promise("8.1")]
    public async Task Trace_continues_the_sender_s_trace_and_contains_no_request_data()
    {
        using var folder = new TemporaryFolder();
        await using var collector = await Collector.StartAsync();
        await using var service = await StartAsync(folder, collector.Address);
        var valid = TestData.Bulk(
            TestData.Lead(
                ("firstName", "Zaynab"),
                ("phoneNumber", "512340000"),
                ("email", "marked@example.com"),
                ("leadNote", "a private remark")
            )
        );
        using (var stored = await SendAsync(service, TestData.Post(valid, (Headers.IdempotencyKey, "Zaynab"))))
            Assert.Equal(HttpStatusCode.OK, stored.StatusCode);
        using (
            var withErrors = await SendAsync(
                service,
                TestData.Post(TestData.Bulk(TestData.Lead(("source", "Zaynab"), ("priority", "Zaynab"))))
            )
        )
            Assert.Equal(HttpStatusCode.OK, withErrors.StatusCode);
        using (var rejected = await SendAsync(service, TestData.Post(valid + "Zaynab")))
        {
            Assert.Equal(
                Trace,
                (await rejected.ShouldBeProblemAsync(HttpStatusCode.BadRequest, "not-json")).GetProperty("traceId").GetString()
            );
        }

        foreach (
            var path in (string[])
                [
                    $"{Routes.Bulks}/Zaynab",
                    $"{Routes.Bulks}?source=Zaynab&leadId=512340000",
                    "/Zaynab?email=marked@example.com",
                    $"{Routes.Lists}/Zaynab",
                ]
        )
        {
            using var read = await SendAsync(service, new HttpRequestMessage(HttpMethod.Get, path));
        }

        using var other = await SendAsync(service, new HttpRequestMessage(new HttpMethod("ZAYNAB"), Routes.Lists));

        using (var live = await SendAsync(service, new HttpRequestMessage(HttpMethod.Get, Routes.Live)))
            Assert.Equal(HttpStatusCode.OK, live.StatusCode);

        // A request without a trace starts one, and its problem has the trace id.
        using var untraced = await service.Client.GetAsync("/nothing", TestContext.Current.CancellationToken);
        var newTrace = (await untraced.ShouldBeProblemAsync(HttpStatusCode.NotFound, "route-not-found"))
            .GetProperty("traceId")
            .GetString()!;
        Assert.NotEqual(Trace, newTrace);

        await WaitForAsync(collector, "traces", Convert.FromHexString(newTrace));
        await WaitForAsync(collector, "traces", Convert.FromHexString(Trace));
        foreach (
            var name in (string[])
                [
                    "POST " + Routes.Bulks,
                    "GET " + Routes.Bulk,
                    "read and validate",
                    "find idempotency key",
                    "wait for commit",
                    "leadgate.bulk.id",
                    "http.response.status_code",
                    "the-service",
                    "deployment.environment.name",
                ]
        )
        {
            await WaitForAsync(collector, "traces", Encoding.UTF8.GetBytes(name));
        }

        foreach (
            var name in (string[])
                [
                    "leadgate.leads.accepted",
                    "leadgate.commit.duration",
                    "leadgate.store.available",
                    "leadgate.bulks.refused",
                    "http.server.request.duration",
                    "dotnet.gc.collections",
                ]
        )
        {
            await WaitForAsync(collector, "metrics", Encoding.UTF8.GetBytes(name));
        }

        Assert.Equal(["shown"], collector.Tokens);
        Assert.False(collector.Has("traces", Encoding.UTF8.GetBytes(Routes.Live)));
        foreach (var signal in (string[])["traces", "metrics"])
        {
            Assert.All(
                Personal,
                personal => Assert.False(collector.Has(signal, Encoding.UTF8.GetBytes(personal)), $"{personal} in {signal}")
            );
        }
    }

    [Fact]
    public async Task Unavailable_collector_does_not_affect_senders()
    {
        using var folder = new TemporaryFolder();
        var collector = await Collector.StartAsync();
        var address = collector.Address;
        await collector.DisposeAsync();
        await using var service = await StartAsync(folder, address);
        for (var id = 1; id <= 20; id++)
            Assert.Equal(id, await service.Client.PostAsync(TestData.Bulk(TestData.Lead())));
    }

    [Fact]
    public async Task OpenTelemetry_is_not_loaded_unless_it_is_configured()
    {
        using var folder = new TemporaryFolder();
        await using (var collector = await Collector.StartAsync())
        {
            await using var sending = await StartAsync(folder, collector.Address);
            Assert.Contains("OpenTelemetry", await LoadedAsync(sending), StringComparison.Ordinal);
        }

        await using var silent = await ServiceProcess.StartAsync("sqlite:" + folder.Path("other.db"));
        await silent.Client.PostAsync(TestData.Bulk(TestData.Lead()));
        Assert.DoesNotContain("OpenTelemetry", await LoadedAsync(silent), StringComparison.Ordinal);
    }

    private static Task<ServiceProcess> StartAsync(TemporaryFolder folder, string collector) =>
        ServiceProcess.StartAsync(
            "sqlite:" + folder.Path("leadgate.db"),
            ["--otlp-endpoint", collector],
            addresses: 1,
            ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"),
            ("OTEL_EXPORTER_OTLP_HEADERS", "x-token=shown"),
            ("OTEL_SERVICE_NAME", "the-service"),
            ("OTEL_BSP_SCHEDULE_DELAY", "50"),
            ("OTEL_METRIC_EXPORT_INTERVAL", "100")
        );

    private static Task<HttpResponseMessage> SendAsync(ServiceProcess service, HttpRequestMessage request)
    {
        request.Headers.Add("traceparent", $"00-{Trace}-00f067aa0ba902b7-01");
        request.Headers.Add("baggage", "name=Zaynab");
        request.Headers.UserAgent.ParseAdd("Zaynab/1.0");
        return service.Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private static async Task WaitForAsync(Collector collector, string signal, byte[] bytes) =>
        await Wait.UntilAsync(
            async () =>
            {
                await Task.Yield();
                return collector.Has(signal, bytes);
            },
            $"The {signal} do not contain {Encoding.UTF8.GetString(bytes)}."
        );

    /// <summary>The files that a process has mapped into memory, its assemblies among them.</summary>
    private static Task<string> LoadedAsync(ServiceProcess service) =>
        File.ReadAllTextAsync($"/proc/{service.Id}/maps", TestContext.Current.CancellationToken);
}
