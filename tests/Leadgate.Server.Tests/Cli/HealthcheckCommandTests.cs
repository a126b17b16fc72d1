using Leadgate.Server.Tests.Support;
using Leadgate.Storage;
using Leadgate.Tests;

namespace Leadgate.Server.Tests.Cli;

/// <summary>The command that supervisors run to see whether leads can be stored.</summary>
public sealed class HealthcheckCommandTests
{
    [Fact]
    public async Task It_says_by_its_exit_code_whether_leads_can_be_stored()
    {
        FaultInjectingStore? store = null;
        await using (var server = await RunningServer.StartAsync(store: real => store = new FaultInjectingStore(real)))
        {
            var address = server.Address.ToString();
            var (exitCode, output, error) = (0, "", "");

            // The command does not wait for a machine that is busy for five seconds.
            await Wait.UntilAsync(
                async () =>
                {
                    (exitCode, output, error) = await CommandRun.RunAsync("healthcheck", "--urls", address);
                    return exitCode == 0;
                },
                "The service is not healthy."
            );
            Assert.Contains("\"status\":\"ok\"", output, StringComparison.Ordinal);

            store!.Failure = new StoreUnavailableException("gone");
            (exitCode, output, error) = await CommandRun.RunAsync("healthcheck", "--urls", address);
            Assert.Equal(1, exitCode);
            Assert.Contains("\"store\":\"unavailable\"", output, StringComparison.Ordinal);
            Assert.Contains("returns 503", error, StringComparison.Ordinal);
        }

        var gone = await CommandRun.RunAsync("healthcheck", "--urls", "http://127.0.0.1:1");
        Assert.Equal(1, gone.ExitCode);
        Assert.Contains("Is the service running?", gone.Error, StringComparison.Ordinal);
    }
}
