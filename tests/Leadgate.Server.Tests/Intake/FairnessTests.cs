using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Leadgate.Contract;
using Leadgate.Server.Tests.Support;
using Leadgate.Tests;

namespace Leadgate.Server.Tests.Intake;

/// <summary>Two API keys, of which one sends as much as it can, over real connections.</summary>
[Promise("10.4")]
public abstract class FairnessTests(Engine engine)
{
    private static readonly string Large = TestData.Bulk(Enumerable.Repeat(TestData.Lead(), 200));
    private static readonly string Small = TestData.Bulk(TestData.Lead());

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
    public async Task Single_leads_overtake_the_bulks_of_another_key_that_take_long()
    {
        await using var server = await RunningServer.StartAsync(engine: engine);
        var (busy, neighbor) = (await CreateKeyAsync(server, "busy"), await CreateKeyAsync(server, "neighbor"));
        string[] fields = ["customerCountry", "customerRegion", "customerCity", "phoneCode", "brand", "branch", "source", "nationality"];
        var leads = Enumerable
            .Range(0, 150)
            .Select(n => TestData.Lead([.. fields.Select(field => (field, (JsonNode?)$"no such {n} {field}"))]));
        var body = TestData.Bulk(leads);
        await SendAsync(server, busy, body, dryRun: true);
        var checks = Enumerable.Range(0, 8).Select(_ => SendAsync(server, busy, body, dryRun: true)).ToList();
        for (var i = 0; i < 10; i++)
            Assert.Equal(HttpStatusCode.OK, await SendAsync(server, neighbor, Small));
        Assert.Contains(checks, check => !check.IsCompleted);
        Assert.InRange(server.Admission.TurnsInUse, 0, Math.Max(1, Environment.ProcessorCount - 1));
        Assert.All(await Task.WhenAll(checks), status => Assert.Equal(HttpStatusCode.OK, status));
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
