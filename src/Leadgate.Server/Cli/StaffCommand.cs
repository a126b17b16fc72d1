using System.CommandLine;
using System.Security.Cryptography;
using System.Text;
using Leadgate.Domain.Audit;
using Leadgate.Domain.Staff;
using Leadgate.Server.Access;
using Leadgate.Server.Hosting;
using Leadgate.Server.Staff;
using Leadgate.Storage;

namespace Leadgate.Server.Cli;

/// <summary><c>staff</c>: makes, shows and disables the accounts of those who sign in with a password.</summary>
internal static class StaffCommand
{
    private const int GeneratedLength = 20;

    /// <summary>Without those that look like others.</summary>
    private const string GeneratedFrom = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789";

    public static Command Create()
    {
        var command = new Command(
            "staff",
            "The accounts of those who sign in to the staff pages with a password. A running service takes up changes at once."
        );
        command.Add(CreateCreate());
        command.Add(CreateList());
        command.Add(CreatePassword());
        command.Add(
            CreateSwitch(
                "disable",
                "Let an account in no more, and end its sessions.",
                AuditActions.StaffDisable,
                now => now,
                "is disabled"
            )
        );
        command.Add(CreateSwitch("enable", "Let a disabled account in again.", AuditActions.StaffEnable, _ => null, "is enabled"));
        return command;
    }

    private static Command CreateCreate()
    {
        var command = new Command("create", "Make an account. Its password is read from standard input, or asked for on a terminal.");
        var name = Name(command);
        var role = new Option<string>("--role")
        {
            Description = "What it may do: viewer looks, agent works on leads, admin may everything.",
            HelpName = "ROLE",
            Required = true,
        };
        role.AcceptOnlyFromAmong([.. StaffRoles.All.Select(known => known.Name)]);
        command.Add(role);
        var generate = Generate(command);
        var settings = command.AddSettings([Setting.Database]);
        command.SetAction(
            (result, cancellation) =>
                CommandLine.GuardAsync(async () =>
                {
                    if (StaffAccount.FoldName(result.GetRequiredValue(name)) is not { } folded)
                        return await FailAsync($"a name has 1 to {StaffAccount.MaxNameLength} letters, digits and . _ - @.");
                    var (password, fault) = ReadPassword(result.GetValue(generate));
                    if (fault is not null)
                        return await FailAsync(fault);
                    await using var store = LeadgateApp.OpenStore(settings(result), TimeProvider.System);
                    var now = TimeProvider.System.GetUtcNow().UtcDateTime;
                    var account = new StaffAccount
                    {
                        Name = folded,
                        Role = StaffRoles.Find(result.GetRequiredValue(role))!.Value,
                        PasswordHash = PasswordVerifier.Hash(password),
                        CreatedAt = now,
                        PasswordSetAt = now,
                    };
                    if (
                        !await store.Staff.AddAccountAsync(
                            account,
                            Audit(AuditActions.StaffCreate, folded, StaffRoles.GetName(account.Role)),
                            cancellation
                        )
                    )
                        return await FailAsync($"there is an account {folded} already; staff list shows them.");
                    await TellAsync($"The account {folded} is made.", password, result.GetValue(generate));
                    return 0;
                })
        );
        return command;
    }

    private static Command CreateList()
    {
        var command = new Command("list", "Show every account.");
        var settings = command.AddSettings([Setting.Database]);
        command.SetAction(
            (result, cancellation) =>
                CommandLine.GuardAsync(async () =>
                {
                    await using var store = CommandLine.OpenExistingStore(settings(result));
                    foreach (var account in await store.Staff.ReadAccountsAsync(cancellation))
                        await Console.Out.WriteLineAsync(Line(account));
                    return 0;
                })
        );
        return command;
    }

    private static Command CreatePassword()
    {
        var command = new Command("password", "Set an account's password, and end its sessions.");
        var name = Name(command);
        var generate = Generate(command);
        var settings = command.AddSettings([Setting.Database]);
        command.SetAction(
            (result, cancellation) =>
                CommandLine.GuardAsync(async () =>
                {
                    await using var store = CommandLine.OpenExistingStore(settings(result));
                    if (await FindAsync(store, result.GetRequiredValue(name), cancellation) is not { } account)
                        return await FailUnknownAsync(result.GetRequiredValue(name));
                    var (password, fault) = ReadPassword(result.GetValue(generate));
                    if (fault is not null)
                        return await FailAsync(fault);
                    await store.Staff.SetPasswordAsync(
                        account.Name,
                        PasswordVerifier.Hash(password),
                        TimeProvider.System.GetUtcNow().UtcDateTime,
                        Audit(AuditActions.StaffPassword, account.Name),
                        cancellation
                    );
                    await TellAsync(
                        $"The account {account.Name} has a new password, and its sessions are ended.",
                        password,
                        result.GetValue(generate)
                    );
                    return 0;
                })
        );
        return command;
    }

    private static Command CreateSwitch(string verb, string description, string action, Func<DateTime, DateTime?> disabledAt, string told)
    {
        var command = new Command(verb, description);
        var name = Name(command);
        var settings = command.AddSettings([Setting.Database]);
        command.SetAction(
            (result, cancellation) =>
                CommandLine.GuardAsync(async () =>
                {
                    await using var store = CommandLine.OpenExistingStore(settings(result));
                    if (await FindAsync(store, result.GetRequiredValue(name), cancellation) is not { } account)
                        return await FailUnknownAsync(result.GetRequiredValue(name));
                    await store.Staff.SetDisabledAsync(
                        account.Name,
                        disabledAt(TimeProvider.System.GetUtcNow().UtcDateTime),
                        Audit(action, account.Name),
                        cancellation
                    );
                    await Console.Out.WriteLineAsync($"The account {account.Name} {told}.");
                    return 0;
                })
        );
        return command;
    }

    private static Argument<string> Name(Command command)
    {
        var name = new Argument<string>("NAME") { Description = "The name that its owner signs in with, in any case." };
        command.Add(name);
        return name;
    }

    private static Option<bool> Generate(Command command)
    {
        var generate = new Option<bool>("--generate-password") { Description = "Make a password and print it, this once." };
        command.Add(generate);
        return generate;
    }

    private static async Task<StaffAccount?> FindAsync(ILeadStore store, string name, CancellationToken cancellation) =>
        StaffAccount.FoldName(name) is { } folded ? await store.Staff.FindAccountAsync(folded, cancellation) : null;

    private static AuditEvent Audit(string action, string name, string? detail = null) =>
        AuditEvent.OfCommand(action, "staff:" + name, detail);

    /// <summary>Only standard input is read: an argument would be seen by every user of the machine.</summary>
    private static (string Password, string? Fault) ReadPassword(bool generate)
    {
        if (generate)
            return (RandomNumberGenerator.GetString(GeneratedFrom, GeneratedLength), null);
        if (Console.IsInputRedirected)
        {
            var line = Console.In.ReadLine() ?? "";
            return (line, Fault(line));
        }

        var password = Prompt("Password: ");
        return (password, Fault(password) ?? (Prompt("The same once more: ") == password ? null : "the two are not the same."));

        static string? Fault(string password) =>
            StaffAccount.ValidatePassword(password) is { } wrong ? char.ToLowerInvariant(wrong[0]) + wrong[1..] : null;
    }

    private static string Prompt(string text)
    {
        Console.Error.Write(text);
        var typed = new StringBuilder();
        while (Console.ReadKey(intercept: true) is var key && key.Key != ConsoleKey.Enter)
        {
            if (key.Key == ConsoleKey.Backspace)
                typed.Length = Math.Max(0, typed.Length - 1);
            else if (!char.IsControl(key.KeyChar))
                typed.Append(key.KeyChar);
        }

        Console.Error.WriteLine();
        return typed.ToString();
    }

    private static async Task TellAsync(string told, string password, bool isGenerated)
    {
        if (!isGenerated)
        {
            await Console.Out.WriteLineAsync(told);
            return;
        }

        await Console.Error.WriteLineAsync(told + " Its password is shown this once:");
        await Console.Out.WriteLineAsync(password);
    }

    private static string Line(StaffAccount account) =>
        $"{account.Name}\t{StaffRoles.GetName(account.Role)}\t{(account.DisabledAt is null ? "enabled" : $"disabled {ApiKeyIssuer.Tell(account.DisabledAt)}")}\tpassword set {ApiKeyIssuer.Tell(account.PasswordSetAt)}";

    private static Task<int> FailUnknownAsync(string name) => FailAsync($"there is no account {name}; staff list shows them.");

    private static async Task<int> FailAsync(string why)
    {
        await Console.Error.WriteLineAsync("leadgate: " + why);
        return 1;
    }
}
