using System.CommandLine;
using System.Globalization;
using Leadgate.Server.Demo;
using Leadgate.Server.Hosting;
using Leadgate.Storage;

namespace Leadgate.Server.Cli;

/// <summary><c>demo</c>: fills a database with invented leads, so that there is something to see.</summary>
internal static class DemoCommand
{
    private const int DefaultLeads = 5000;

    private const int MaxLeads = 1_000_000;

    public static Command Create()
    {
        var command = new Command(
            "demo",
            $"Fill a database with invented leads of the last {DemoPlan.Days} days from several senders, "
                + $"{DemoPlan.ErrorPercent} % of them with errors. For trying Leadgate out; never for a database of real leads."
        );
        var leads = new Option<int>("--leads")
        {
            Description = "The number of leads.",
            DefaultValueFactory = _ => DefaultLeads,
            HelpName = "N",
        };
        var yes = new Option<bool>("--yes") { Description = "Add invented leads to a database that has leads already." };
        command.Add(leads);
        command.Add(yes);
        var settings = command.AddSettings([Setting.Database, Setting.Environment, Setting.TimeZone]);
        command.SetAction(
            (result, cancellation) =>
                CommandLine.ExecuteAsync(() =>
                    RunAsync(settings(result), result.GetValue(leads), result.GetValue(yes), TimeProvider.System, cancellation)
                )
        );
        return command;
    }

    private static async Task<int> RunAsync(
        LeadgateSettings settings,
        int leads,
        bool yes,
        TimeProvider time,
        CancellationToken cancellation
    )
    {
        if (settings.Environment == "PROD")
            return await CommandLine.FailAsync("Invented leads do not belong in a database of the environment PROD. Nothing was done.");
        if (leads is < 1 or > MaxLeads)
            return await CommandLine.FailAsync(
                string.Create(CultureInfo.InvariantCulture, $"The number of leads must be from 1 to {MaxLeads:N0}.")
            );
        bool hasAccounts;
        await using (var store = Open(time))
        {
            if (!yes && await DemoFilling.HasLeadsAsync(store, cancellation))
                return await CommandLine.FailAsync(
                    $"The database {settings.Database.Describe()} has leads already. Nothing was changed. To fill another one, name it "
                        + $"with --{Setting.Database.Name}; to add invented leads to this one all the same, pass --yes."
                );
            hasAccounts = (await store.Staff.ReadAccountsAsync(cancellation)).Count > 0;
        }

        await System.Console.Error.WriteLineAsync("Inventing leads and sending them ...");
        var result = await new DemoFilling(settings, time).RunAsync(Open, leads, cancellation);
        await ReportAsync(settings, result, hasAccounts);
        return 0;

        ILeadStore Open(TimeProvider clock) => settings.Database.Open(clock, new StoreOptions { Migrates = false });
    }

    private static async Task ReportAsync(LeadgateSettings settings, DemoResult result, bool hasAccounts)
    {
        var database = settings.Values.Single(value => value.Setting == Setting.Database).Text;
        var option = database == Setting.Database.Default ? "" : $" --{Setting.Database.Name} {database}";
        var output = System.Console.Out;
        await output.WriteLineAsync(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{result.Leads:N0} invented leads in {result.Bulks:N0} bulks of the last {DemoPlan.Days} days are in "
                    + $"{settings.Database.Describe()}; {result.WithErrors:N0} have errors."
            )
        );
        await output.WriteLineAsync();
        await output.WriteLineAsync("To see them:");
        if (!hasAccounts)
            await output.WriteLineAsync(
                $"  ./leadgate staff create admin --role admin --generate-password{option}   creates an account and shows its password"
            );
        await output.WriteLineAsync($"  ./leadgate serve{option}   starts the service");
        await output.WriteLineAsync($"  {Setting.Urls.Default}/staff   is where you sign in with the account");
        if (result.Key is not { } key)
            return;
        await output.WriteLineAsync();
        await output.WriteLineAsync($"The service asks for an API key now. The key of {DemoSender.All[0].Name} is shown only once:");
        await output.WriteLineAsync($"  {key}");
    }
}
