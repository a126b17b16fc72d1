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
            var (exitCode, output, _) = await AskAsync(address);
            Assert.Equal(0, exitCode);
            Assert.Contains("\"status\":\"ok\"", output, StringComparison.Ordinal);

            store!.Failure = new StoreUnavailableException("gone");
            (exitCode, output, var error) = await AskAsync(address);
            Assert.Equal(1, exitCode);
            Assert.Contains("\"store\":\"unavailable\"", output, StringComparison.Ordinal);
            Assert.Contains("returns 503", error, StringComparison.Ordinal);
        }

        var gone = await CommandRun.RunAsync("healthcheck", "--urls", "http://127.0.0.1:1");
        Assert.Equal(1, gone.ExitCode);
        Assert.Contains("Is the service running?", gone.Error, StringComparison.Ordinal);
    }

    /// <summary>The command gives up after five seconds, which a busy machine may take for nothing.</summary>
    private static async Task<(int ExitCode, string Output, string Error)> AskAsync(string address)
    {
        var answer = (ExitCode: 1, Output: "", Error: "");
        await Wait.UntilAsync(
            async () =>
            {
                answer = await CommandRun.RunAsync("healthcheck", "--urls", address);
                return answer.Output.Length > 0;
            },
            "The service does not answer."
        );
        return answer;
    }
}
