using System.Net;
using Leadgate.Contract;
using Leadgate.Server.Tests.Support;
using Leadgate.Storage;
using Leadgate.Tests;

namespace Leadgate.Server.Tests.Hosting;

/// <summary>Health checks, and where the environment is shown.</summary>
public sealed class HealthTests
{
    [Fact]
    [Promise("9.4")]
    public async Task Liveness_is_about_the_process_and_readiness_about_the_store()
    {
        FaultInjectingStore? store = null;
        await using var server = await RunningServer.StartAsync(store: real => store = new FaultInjectingStore(real));
        Assert.Equal("ok", (await server.Client.GetJsonAsync(Routes.Live)).GetProperty("status").GetString());
        Assert.Equal("ok", (await server.Client.GetJsonAsync(Routes.Ready)).GetProperty("status").GetString());

        store!.Failure = new StoreUnavailableException("unreachable");
        Assert.Equal("ok", (await server.Client.GetJsonAsync(Routes.Live)).GetProperty("status").GetString());
        using var ready = await server.Client.GetAsync(Routes.Ready, TestContext.Current.CancellationToken);
        var answer = await ready.JsonAsync();
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "unavailable"), (ready.StatusCode, answer.GetProperty("status").GetString()));
        Assert.Equal("""{"store":"unavailable"}""", answer.GetProperty("checks").GetRawText());
        Assert.DoesNotContain("unreachable", answer.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    [Promise("9.4")]
    public async Task Unresponsive_store_makes_the_service_unready_but_not_dead()
    {
        FaultInjectingStore? store = null;
        await using var server = await RunningServer.StartAsync(store: real => store = new FaultInjectingStore(real), isPatient: false);
        store!.BlocksHealthChecks = true;
        var ready = server.Client.GetAsync(Routes.Ready, TestContext.Current.CancellationToken);
        Assert.Equal("{}", (await server.Client.GetJsonAsync(Routes.Live)).GetProperty("checks").GetRawText());
        using var answer = await ready;
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal("unavailable", (await answer.JsonAsync()).GetProperty("checks").GetProperty("store").GetString());
        store.Unblock();
        store.BlocksHealthChecks = false;
        await Wait.UntilAsync(
            async () => await server.Client.GetStatusAsync(Routes.Ready) == HttpStatusCode.OK,
            "The service is not ready again."
        );
    }

    [Theory]
    [InlineData("TEST")]
    [InlineData("PROD")]
    [Promise("9.2")]
    public async Task Environment_is_shown_in_headers_health_checks_API_description_and_log(string environment)
    {
        await using var server = await RunningServer.StartAsync(new Dictionary<string, string> { ["LEADGATE_ENVIRONMENT"] = environment });
        using var answer = await server.Client.GetAsync(Routes.Live, TestContext.Current.CancellationToken);
        Assert.Equal(environment, Assert.Single(answer.Headers.GetValues(Headers.Environment)));
        Assert.Equal(environment, (await answer.JsonAsync()).GetProperty("environment").GetString());
        Assert.Contains(
            environment,
            (await server.Client.GetJsonAsync("/openapi/v1.json")).GetProperty("info").GetRawText(),
            StringComparison.Ordinal
        );
        Assert.Contains(server.LogLines, line => line.Contains($"environment {environment}", StringComparison.Ordinal));
    }
}
