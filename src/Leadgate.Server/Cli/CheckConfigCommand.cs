using System.CommandLine;
using System.Globalization;
using Leadgate.Server.Hosting;

namespace Leadgate.Server.Cli;

/// <summary><c>check-config</c>: says whether the service would start with these settings.</summary>
internal static class CheckConfigCommand
{
    public static Command Create()
    {
        var command = new Command(
            "check-config",
            "Find all mistakes in the settings at once, and whether their files can be read and the database can be used. A running "
                + "service is not disturbed; an empty PostgreSQL database gets its tables. Exit codes: 0 if a start would succeed, "
                + "perhaps with warnings; 1 if not."
        );
        var offline = new Option<bool>("--offline") { Description = "Leave out the database." };
        command.Add(offline);
        var options = command.AddOptions(Setting.All);
        command.SetAction(
            (result, cancellation) =>
                CommandLine.ExecuteAsync(async () =>
                {
                    var (settings, faults) = LeadgateSettings.TryRead(options(result), Environment.GetEnvironmentVariable);
                    var check = new ConfigurationCheck(settings);
                    await check.RunAsync(faults, result.GetValue(offline), cancellation);
                    foreach (var fault in check.Faults)
                        await CommandLine.FailAsync(fault);
                    foreach (var warning in check.Warnings)
                        await System.Console.Error.WriteLineAsync("leadgate: Warning: " + warning);
                    if (check.Faults.Count > 0)
                        return 1;
                    await System.Console.Out.WriteLineAsync(Summarize(settings, result.GetValue(offline)));
                    return 0;
                })
        );
        return command;
    }

    private static string Summarize(LeadgateSettings settings, bool isOffline)
    {
        var set = settings.Values.Count(value => value.Origin.Source != SettingSource.Default);
        var database = $"database {settings.Database.Describe()}{(isOffline ? " (not checked)" : "")}";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"The service would start: {set} of {settings.Values.Count} settings are set, environment {settings.Environment}, {database}."
        );
    }
}
