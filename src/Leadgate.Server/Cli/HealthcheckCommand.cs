using System.CommandLine;
using System.Globalization;
using Leadgate.Contract;
using Leadgate.Server.Hosting;
using Leadgate.Server.Hosting.ServiceManager;

namespace Leadgate.Server.Cli;

/// <summary>
/// <c>healthcheck</c>: asks the service on this machine whether leads can be stored, for supervisors that run a command (promise 9.4).
/// </summary>
internal static class HealthcheckCommand
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    public static Command Create()
    {
        var command = new Command(
            "healthcheck",
            "Ask the service on this machine whether leads can be stored. Exits with 0 if they can, and with 1 if they cannot or it "
                + "does not answer within five seconds."
        );
        var readSettings = command.AddSettings([Setting.Urls]);
        command.SetAction((result, cancellation) => CommandLine.ExecuteAsync(() => RunAsync(readSettings(result), cancellation)));
        return command;
    }

    private static async Task<int> RunAsync(LeadgateSettings settings, CancellationToken cancellation)
    {
        var address = OwnAddress.From(ListenAddresses.Split(settings.Urls)[0]);
        using var client = OwnAddress.CreateClient();
        client.Timeout = Timeout;
        try
        {
            using var response = await client.GetAsync(new Uri(address, Routes.Ready), cancellation);
            await System.Console.Out.WriteLineAsync(await response.Content.ReadAsStringAsync(cancellation));
            return response.IsSuccessStatusCode
                ? 0
                : await CommandLine.FailAsync(
                    string.Create(CultureInfo.InvariantCulture, $"{address} returns {(int)response.StatusCode}.")
                );
        }
        catch (Exception e) when (e is HttpRequestException || (e is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return await CommandLine.FailAsync($"{address} does not answer. Is the service running?");
        }
    }
}
