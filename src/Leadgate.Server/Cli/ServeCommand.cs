using System.CommandLine;
using System.Net.Sockets;
using Leadgate.Server.Hosting;
using Leadgate.Storage;

namespace Leadgate.Server.Cli;

/// <summary><c>serve</c>: runs the service until it is stopped (promise 9.1).</summary>
internal static class ServeCommand
{
    public static Command Create()
    {
        var command = new Command("serve", "Run the service.");
        var readSettings = command.AddSettings(Setting.All);
        command.SetAction(
            (result, cancellation) =>
                CommandLine.ExecuteAsync(async () =>
                {
                    var settings = readSettings(result);
                    await using var app = await LeadgateApp.BuildAsync(
                        settings,
                        TimeProvider.System,
                        builder => builder.Services.AddSettingsReload(settings, () => readSettings(result))
                    );
                    try
                    {
                        await app.StartAsync(cancellation);
                    }
                    catch (Exception e) when (e is InvalidOperationException or SocketException)
                    {
                        // For example, an address of another machine, or TLS without a certificate.
                        throw new StoreSetupException($"Cannot listen on {settings.Urls}: {e.Message.ReplaceLineEndings(" ")}");
                    }

                    await app.WaitForShutdownAsync(cancellation);
                    return LeadgateApp.HasFailedService(app) ? 1 : 0;
                })
        );
        return command;
    }
}
