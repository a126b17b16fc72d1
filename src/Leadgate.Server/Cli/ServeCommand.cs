using System.CommandLine;
using System.Net.Sockets;
using Leadgate.Server.Hosting;
using Leadgate.Storage;

namespace Leadgate.Server.Cli;

/// <summary><c>serve</c>: runs the service until it is told to stop (promise 9.1).</summary>
internal static class ServeCommand
{
    public static Command Create()
    {
        var command = new Command("serve", "Run the service.");
        var settings = command.AddSettings(Setting.All);
        command.SetAction(
            (result, cancellation) =>
                CommandLine.GuardAsync(async () =>
                {
                    var read = settings(result);
                    await using var app = await LeadgateApp.BuildAsync(read, TimeProvider.System);
                    try
                    {
                        await app.StartAsync(cancellation);
                    }
                    catch (Exception e) when (e is InvalidOperationException or SocketException)
                    {
                        // An address of another machine, or TLS without a certificate.
                        throw new StoreSetupException($"It cannot listen on {read.Urls}: {e.Message.ReplaceLineEndings(" ")}");
                    }

                    await app.WaitForShutdownAsync(cancellation);
                    return 0;
                })
        );
        return command;
    }
}
