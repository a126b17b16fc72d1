using System.CommandLine;
using System.Diagnostics;
using Leadgate.Domain.Audit;
using Leadgate.Domain.Staff;
using Leadgate.Domain.Texts;
using Leadgate.Domain.Wire;
using Leadgate.Server.Access;
using Leadgate.Server.Hosting;
using Leadgate.Server.Staff;
using Leadgate.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Leadgate.Server.Cli;

/// <summary><c>staff</c>: creates, lists, disables and enables the accounts of staff members who sign in with a password.</summary>
internal static class StaffCommand
{
    public static Command Create()
    {
        var command = new Command(
            "staff",
            "Manage the accounts of staff members who sign in with a password. A running service applies changes immediately."
        );
        command.Add(CreateCreate());
        command.Add(CreateList());
        command.Add(CreateRole());
        command.Add(CreatePassword());
        command.Add(CreateDisable());
        command.Add(CreateEnable());
        command.Add(CreateEndSessions());
        command.Add(CreateTotp());
        return command;
    }

    private static Command CreateCreate()
    {
        var command = new Command("create", "Create an account. The password is read from standard input, or prompted for on a terminal.");
        var name = AddName(command);
        var role = AddRole(command);
        var generate = AddGeneratePassword(command);
        var settings = command.AddSettings([Setting.Database]);
        command.SetAction(
            (result, cancellation) =>
                CommandLine.ExecuteAsync(async () =>
                {
                    if (StaffAccount.FoldName(result.GetRequiredValue(name)) is not { } folded)
                        return await FailAsync(StaffAccounts.InvalidName);
                    var input = PasswordInput.Read(result.GetValue(generate), folded);
                    if (input.Error is not null)
                        return await CommandLine.FailAsync(input.Error);
                    await using var store = CommandLine.OpenStore(settings(result));
                    var roleName = result.GetRequiredValue(role);
                    switch (await CreateAccounts(store).CreateAsync(folded, roleName, input.Password, Actor.CommandLine, cancellation))
                    {
                        case AccountOutcome.Done:
                            await ReportAsync($"Account {folded} created.", input);
                            return 0;
                        case AccountOutcome.NameTaken:
                            return await CommandLine.FailAsync(
                                $"The account {folded} already exists. To list all accounts, run staff list."
                            );
                        case AccountOutcome.Invalid invalid:
                            return await FailAsync(invalid.Reason);
                        default:
                            throw new UnreachableException();
                    }
                })
        );
        return command;
    }

    private static Command CreateList()
    {
        var command = new Command("list", "List all accounts.");
        var settings = command.AddSettings([Setting.Database]);
        command.SetAction(
            (result, cancellation) =>
                CommandLine.ExecuteAsync(async () =>
                {
                    await using var store = CommandLine.OpenExistingStore(settings(result));
                    foreach (var account in await store.Staff.ReadAccountsAsync(cancellation))
                        await System.Console.Out.WriteLineAsync(FormatLine(account));
                    return 0;
                })
        );
        return command;
    }

    private static Command CreatePassword()
    {
        var command = new Command("password", "Set the password of an account and end its sessions.");
        var generate = AddGeneratePassword(command);
        return WithAccount(
            command,
            [Setting.Database],
            async (run, cancellation) =>
            {
                var input = PasswordInput.Read(run.Result.GetValue(generate), run.Account.Name);
                if (input.Error is not null)
                    return await CommandLine.FailAsync(input.Error);
                switch (await run.Accounts.SetPasswordAsync(run.Account.Name, input.Password, Actor.CommandLine, cancellation))
                {
                    case AccountOutcome.Done:
                        await ReportAsync($"Password of {run.Account.Name} changed and sessions ended.", input);
                        return 0;
                    case AccountOutcome.Invalid invalid:
                        return await FailAsync(invalid.Reason);
                    default:
                        return await FailUnknownAsync(run.Account.Name);
                }
            }
        );
    }

    private static Command CreateRole()
    {
        var command = new Command("role", "Give an account another role. It applies from the next request on.");
        var role = AddRole(command);
        return WithAccount(
            command,
            [Setting.Database],
            async (run, cancellation) =>
            {
                var name = run.Result.GetRequiredValue(role);
                await run.Accounts.SetRoleAsync(run.Account.Name, expected: null, name, Actor.CommandLine, cancellation);
                await System.Console.Out.WriteLineAsync($"Account {run.Account.Name} has the role {name} now.");
                return 0;
            }
        );
    }

    private static Command CreateDisable() =>
        WithAccount(
            new Command("disable", "Disable an account and end its sessions."),
            [Setting.Database],
            async (run, cancellation) =>
            {
                await run.Accounts.DisableAsync(run.Account.Name, Actor.CommandLine, cancellation);
                await System.Console.Out.WriteLineAsync($"Account {run.Account.Name} disabled.");
                return 0;
            }
        );

    private static Command CreateEnable() =>
        WithAccount(
            new Command("enable", "Enable a disabled account."),
            [Setting.Database],
            async (run, cancellation) =>
            {
                await run.Accounts.EnableAsync(run.Account.Name, Actor.CommandLine, cancellation);
                await System.Console.Out.WriteLineAsync($"Account {run.Account.Name} enabled.");
                return 0;
            }
        );

    private static Command CreateEndSessions() =>
        WithAccount(
            new Command("end-sessions", "End all sessions of an account. It can sign in again."),
            [Setting.Database],
            async (run, cancellation) =>
            {
                var sessions = new StaffSessionAdministration(run.Store, TimeProvider.System);
                var hadSessions = await sessions.EndAllAsync(StaffMember.From(run.Account).Actor, Actor.CommandLine, cancellation);
                await System.Console.Out.WriteLineAsync(
                    hadSessions ? $"Sessions of {run.Account.Name} ended." : $"The account {run.Account.Name} has no sessions."
                );
                return 0;
            }
        );

    private static Command CreateTotp()
    {
        var command = new Command("totp", "Manage the second factor of accounts: codes of an authenticator app (TOTP).");
        command.Add(CreateTotpEnable());
        command.Add(CreateTotpDisable());
        return command;
    }

    private static Command CreateTotpEnable()
    {
        var command = new Command(
            "enable",
            "Give an account a second factor and end its sessions. The secret and the recovery codes are shown only once."
        );
        return WithAccount(
            command,
            [Setting.Database, Setting.Environment],
            async (run, cancellation) =>
            {
                if (run.Account.TotpSecret is not null)
                    return await CommandLine.FailAsync(
                        $"The account {run.Account.Name} already has a second factor. To replace it, run staff totp disable first."
                    );
                await using var services = CreateServices(run.Store);
                var factor = await services
                    .GetRequiredService<SecondFactor>()
                    .EnableAsync(
                        run.Account.Name,
                        SecondFactor.GetIssuer(run.Settings),
                        Actor.CommandLine.Audit(AuditActions.StaffTotpEnable, "staff:" + run.Account.Name),
                        cancellation
                    );
                if (factor is null)
                    return await FailUnknownAsync(run.Account.Name);
                await System.Console.Error.WriteLineAsync(
                    $"Account {run.Account.Name} has a second factor now, and its sessions ended. Enter the secret into an authenticator "
                        + "app, or show the address as a QR code. Keep the recovery codes apart from the app; each works once. "
                        + "All of this is shown only once:"
                );
                await System.Console.Out.WriteLineAsync(factor.Secret);
                await System.Console.Out.WriteLineAsync(factor.Uri);
                foreach (var code in factor.RecoveryCodes)
                    await System.Console.Out.WriteLineAsync(code);
                return 0;
            }
        );
    }

    private static Command CreateTotpDisable() =>
        WithAccount(
            new Command("disable", "Remove the second factor of an account and its recovery codes."),
            [Setting.Database],
            async (run, cancellation) =>
            {
                var outcome = await run.Accounts.RemoveSecondFactorAsync(run.Account.Name, Actor.CommandLine, cancellation);
                if (outcome is not AccountOutcome.Done)
                    return await CommandLine.FailAsync($"The account {run.Account.Name} has no second factor.");
                await System.Console.Out.WriteLineAsync($"Second factor of {run.Account.Name} removed.");
                return 0;
            }
        );

    /// <summary>Gives a command the name of an account, and what it does with the account if there is one.</summary>
    private static Command WithAccount(
        Command command,
        IEnumerable<Setting> settings,
        Func<AccountRun, CancellationToken, Task<int>> action
    )
    {
        var name = AddName(command);
        var read = command.AddSettings(settings);
        command.SetAction(
            (result, cancellation) =>
                CommandLine.ExecuteAsync(async () =>
                {
                    var values = read(result);
                    await using var store = CommandLine.OpenExistingStore(values);
                    return await FindAsync(store, result.GetRequiredValue(name), cancellation) is { } account
                        ? await action(new AccountRun(result, values, store, account), cancellation)
                        : await FailUnknownAsync(result.GetRequiredValue(name));
                })
        );
        return command;
    }

    /// <summary>What the service has for second factors too: secrets are encrypted with the keys in the store.</summary>
    private static ServiceProvider CreateServices(ILeadStore store)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton(store);
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<SecondFactor>();
        services.AddStaffDataProtection();
        return services.BuildServiceProvider();
    }

    private static Argument<string> AddName(Command command)
    {
        var name = new Argument<string>("NAME") { Description = "User name of the account (case-insensitive)." };
        command.Add(name);
        return name;
    }

    private static Option<string> AddRole(Command command)
    {
        var role = new Option<string>("--role")
        {
            Description = "viewer can read, agent can also work on leads, admin can do everything.",
            HelpName = "ROLE",
            Required = true,
        };
        role.AcceptOnlyFromAmong([.. StaffRoles.All.Select(known => known.Name)]);
        command.Add(role);
        return role;
    }

    private static Option<bool> AddGeneratePassword(Command command)
    {
        var generate = new Option<bool>("--generate-password")
        {
            Description = "Generate a password and print it to standard output. It is shown only once.",
        };
        command.Add(generate);
        return generate;
    }

    private static async Task<StaffAccount?> FindAsync(ILeadStore store, string name, CancellationToken cancellation) =>
        StaffAccount.FoldName(name) is { } folded ? await store.Staff.FindAccountAsync(folded, cancellation) : null;

    private static StaffAccounts CreateAccounts(ILeadStore store) =>
        new(store, TimeProvider.System, Options.Create(new PasswordHasherOptions { IterationCount = PasswordVerifier.DefaultIterations }));

    private static Task<int> FailAsync(BilingualText reason) => CommandLine.FailAsync(reason.English);

    /// <summary>A generated password is alone on standard output, so that a script can read it.</summary>
    private static async Task ReportAsync(string message, PasswordInput input)
    {
        if (!input.IsGenerated)
        {
            await System.Console.Out.WriteLineAsync(message);
            return;
        }

        await System.Console.Error.WriteLineAsync(message + " The password is shown only once:");
        await System.Console.Out.WriteLineAsync(input.Password);
    }

    private static string FormatLine(StaffAccount account)
    {
        var state = account.DisabledAt is { } disabledAt ? $"disabled {WireTime.Format(disabledAt)}" : "enabled";
        var passwordSet = $"password set {WireTime.Format(account.PasswordSetAt)}";
        var secondFactor = account.TotpEnabledAt is { } enabledAt
            ? $"second factor since {WireTime.Format(enabledAt)}"
            : "no second factor";
        return string.Join('\t', account.Name, StaffRoles.GetName(account.Role), state, passwordSet, secondFactor);
    }

    private static Task<int> FailUnknownAsync(string name) =>
        CommandLine.FailAsync($"The account {name} does not exist. To list all accounts, run staff list.");

    /// <summary>A run of a command with an account that exists.</summary>
    private sealed record AccountRun(ParseResult Result, LeadgateSettings Settings, ILeadStore Store, StaffAccount Account)
    {
        public StaffAccounts Accounts { get; } = CreateAccounts(Store);
    }
}
