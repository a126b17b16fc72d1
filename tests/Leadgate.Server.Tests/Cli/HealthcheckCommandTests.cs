using Leadgate.Server.Tests.Support;
using Leadgate.Storage;

namespace Leadgate.Server.Tests.Cli;

/// <summary>The command that supervisors run to see whether leads can be stored.</summary>
public sealed class HealthcheckCommandTests
{
    [Fact]
    public async Task It_says_by_its_exit_code_whether_leads_can_be_stored()
    {
        FaultInjectingStore? store = null;
        Uri address;
        await using (var server = await RunningServer.StartAsync(store: real => store = new FaultInjectingStore(real)))
        {
            address = server.Address;
            var (exitCode, output, _) = await CommandRun.RunAsync("healthcheck", "--urls", address.ToString());
            Assert.Equal(0, exitCode);
            Assert.Contains("\"status\":\"ok\"", output, StringComparison.Ordinal);

            store!.Failure = new StoreUnavailableException("gone");
            (exitCode, output, var error) = await CommandRun.RunAsync("healthcheck", "--urls", address.ToString());
            Assert.Equal(1, exitCode);
            Assert.Contains("\"store\":\"unavailable\"", output, StringComparison.Ordinal);
            Assert.Contains("returns 503", error, StringComparison.Ordinal);
        }

        var gone = await CommandRun.RunAsync("healthcheck", "--urls", address.ToString());
        Assert.Equal(1, gone.ExitCode);
        Assert.Contains("Is the service running?", gone.Error, StringComparison.Ordinal);
    }
}
