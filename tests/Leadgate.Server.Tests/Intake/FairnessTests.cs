using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Leadgate.Contract;
using Leadgate.Server.Hosting;
using Leadgate.Server.Intake;
using Leadgate.Server.Tests.Support;
using Leadgate.Tests;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Leadgate.Server.Tests.Intake;

/// <summary>Two API keys, of which one sends as much as it can, over real connections.</summary>
[Promise("10.4")]
public abstract class FairnessTests(Engine engine)
{
    /// <summary>How many bulks that take long are sent at once.</summary>
    private const int Checks = 8;

    private static readonly string Large = TestData.Bulk(Enumerable.Repeat(TestData.Lead(), 200));
    private static readonly string Small = TestData.Bulk(TestData.Lead());
    private static readonly string TakesLong = CreateThatTakesLong();
    private static readonly int MaxTurns = Math.Max(1, Environment.ProcessorCount - 1);

    [Fact]
    public async Task Large_bulks_of_one_key_wait_and_leave_places_for_those_of_another()
    {
        FaultInjectingStore? store = null;
        await using var server = await RunningServer.StartAsync(
            store: real => store = new FaultInjectingStore(real) { BlocksBulksOf = "busy" },
            engine: engine
        );
        var (busy, neighbor) = (await CreateKeyAsync(server, "busy"), await CreateKeyAsync(server, "neighbor"));
        var places = server.Admission.MaxLargePerSender;
        var sent = Enumerable.Range(0, 3 * places).Select(_ => SendAsync(server, busy, Large)).ToList();
        await Wait.UntilAsync(
            () => Task.FromResult(store!.BlockedCalls == places && server.Admission.Waiting == 2 * places),
            "The large bulks do not wait."
        );

        // The other key finds permits for its small bulks and a place for its large one, while nothing of the first is stored.
        foreach (var body in (string[])[Small, Large, Small])
            Assert.Equal(HttpStatusCode.OK, await SendAsync(server, neighbor, body));
        Assert.DoesNotContain(sent, one => one.IsCompleted);
        Assert.Equal((places, 2 * places), (server.Admission.InProgress, server.Admission.Waiting));

        store!.Unblock();
        Assert.All(await Task.WhenAll(sent), status => Assert.Equal(HttpStatusCode.OK, status));
        await Wait.UntilAsync(
            () =>
                Task.FromResult(
                    (server.Admission.InProgress, server.Admission.Waiting, server.Admission.TurnsInUse, server.Admission.ReservedBytes)
                        == (0, 0, 0, 0)
                ),
            "Something is left behind."
        );
    }

    [Fact]
    public async Task Single_leads_are_stored_while_the_bulks_of_another_key_wait_for_a_processor()
    {
        // While its clock stands still, no bulk has taken long, or waited too long.
        await using var server = await RunningServer.StartAsync(
            engine: engine,
            change: builder =>
                builder.Services.AddSingleton(services => new AdmissionControl(
                    services.GetRequiredService<LeadgateSettings>(),
                    new FakeTimeProvider()
                ))
        );
        var (busy, neighbor) = (await CreateKeyAsync(server, "busy"), await CreateKeyAsync(server, "neighbor"));
        var other = server.Admission.GetSender("other");
        for (var i = 0; i < MaxTurns; i++)
            await server.Admission.BeginTurnAsync(other, i, TestContext.Current.CancellationToken);
        var checks = Enumerable.Range(0, Checks).Select(_ => SendAsync(server, busy, TakesLong, dryRun: true)).ToList();
        await Wait.UntilAsync(() => server.Admission.Waiting == Checks, "The checks do not wait.");
        for (var i = 0; i < 10; i++)
            Assert.Equal(HttpStatusCode.OK, await SendAsync(server, neighbor, Small));
        Assert.DoesNotContain(checks, check => check.IsCompleted);
        Assert.Equal((MaxTurns, Checks), (server.Admission.TurnsInUse, server.Admission.Waiting));

        for (var i = 0; i < MaxTurns; i++)
            server.Admission.EndTurn(other, 0);
        Assert.All(await Task.WhenAll(checks), status => Assert.Equal(HttpStatusCode.OK, status));
    }

    [Fact]
    public async Task Single_leads_are_stored_while_another_key_sends_bulks_that_take_long_without_end()
    {
        await using var server = await RunningServer.StartAsync(engine: engine);
        var (busy, neighbor) = (await CreateKeyAsync(server, "busy"), await CreateKeyAsync(server, "neighbor"));
        using var stored = new CancellationTokenSource();
        var checks = Enumerable.Range(0, Checks).Select(_ => CheckAsync()).ToList();
        await Wait.UntilAsync(() => server.Admission.TurnsInUse > 0, "Nothing is checked.");
        for (var i = 0; i < 10; i++)
        {
            Assert.Equal(HttpStatusCode.OK, await SendAsync(server, neighbor, Small));
            Assert.InRange(server.Admission.TurnsInUse, 0, MaxTurns);
        }

        await stored.CancelAsync();
        Assert.All(await Task.WhenAll(checks), statuses => Assert.All(statuses, status => Assert.Equal(HttpStatusCode.OK, status)));

        async Task<List<HttpStatusCode>> CheckAsync()
        {
            var statuses = new List<HttpStatusCode>();
            while (!stored.IsCancellationRequested)
                statuses.Add(await SendAsync(server, busy, TakesLong, dryRun: true));
            return statuses;
        }
    }

    /// <summary>Leads with many wrong values, which take a hundred times as long as others.</summary>
    private static string CreateThatTakesLong()
    {
        string[] fields = ["customerCountry", "customerRegion", "customerCity", "phoneCode", "brand", "branch", "source", "nationality"];
        return TestData.Bulk(
            Enumerable.Range(0, 150).Select(n => TestData.Lead([.. fields.Select(field => (field, (JsonNode?)$"no such {n} {field}"))]))
        );
    }

    private static async Task<string> CreateKeyAsync(RunningServer server, string name) =>
        (await server.CreateKeyAsync(name, "leads:write")).Text;

    private static async Task<HttpStatusCode> SendAsync(RunningServer server, string key, string body, bool dryRun = false)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Routes.Bulks + (dryRun ? "?dryRun=true" : ""))
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        using var response = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
        return response.StatusCode;
    }
}
