using System.CommandLine;
using Leadgate.Server.Hosting;

namespace Leadgate.Server.Commands;

/// <summary><c>serve</c>: runs the service until it is told to stop (promise 9.1).</summary>
internal static class ServeCommand
{
    public static Command Create()
    {
        var command = new Command("serve", "Run the service.");
        var settings = command.AddSettings(Setting.All);
        command.SetAction((result, cancellation) => CommandLine.GuardAsync(async () =>
        {
            await using var app = await LeadgateApp.BuildAsync(settings(result), TimeProvider.System);
            await app.RunAsync(cancellation);
            return 0;
        }));
        return command;
    }
}
