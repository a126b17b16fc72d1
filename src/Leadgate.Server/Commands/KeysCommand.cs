using System.CommandLine;
using System.Globalization;
using Leadgate.Domain.Access;
using Leadgate.Domain.Audit;
using Leadgate.Server.Access;
using Leadgate.Server.Hosting;

namespace Leadgate.Server.Commands;

/// <summary><c>keys</c>: makes, shows and revokes API keys (promise 10.1).</summary>
internal static class KeysCommand
{
    public static Command Create()
    {
        var command = new Command("keys", "Make, show or revoke API keys. A running service takes it up within two seconds.");
        command.Add(CreateCreate());
        command.Add(CreateList());
        command.Add(CreateRevoke());
        return command;
    }

    private static Command CreateCreate()
    {
        var command = new Command("create", "Make a key. It is written to standard output, this once; only its hash is kept.");
        var name = new Argument<string>("NAME") { Description = "Whose key it is; it becomes createdBy. Keys of one name see the same leads." };
        var scopes = new Option<string[]>("--scope")
        {
            Description = $"What it may do; may be given several times. {string.Join(" ", ScopeNames.All.Select(scope => $"{scope.Name}: {scope.Meaning}"))} Without any it reads lists.",
            AllowMultipleArgumentsPerToken = true,
        };
        var expires = new Option<DateTimeOffset?>("--expires") { Description = "From when on it is not valid any more, 2027-01-01 or 2027-01-01T00:00:00+03:00. Default: never", HelpName = "WHEN" };
        command.Add(name);
        command.Add(scopes);
        command.Add(expires);
        var settings = command.AddSettings([Setting.Database, Setting.Environment]);
        command.SetAction((result, cancellation) => CommandLine.GuardAsync(async () =>
        {
            var (now, read) = (TimeProvider.System.GetUtcNow(), settings(result));
            var order = new KeyOrder(result.GetRequiredValue(name), result.GetValue(scopes) ?? [], result.GetValue(expires));
            if (order.Fault(now) is var (fault, _)) return await FailAsync(fault);
            await using var store = LeadgateApp.OpenStore(read, TimeProvider.System);
            var issued = await KeyIssuing.IssueAsync(store, read.Environment, order, AuditEvent.OfCommand(AuditActions.KeyCreate), now, cancellation);
            await Console.Error.WriteLineAsync($"Key {issued.Key.Id} of {issued.Key.Name} for {read.Environment}. It is shown this once:");
            await Console.Out.WriteLineAsync(issued.Text);
            return 0;
        }));
        return command;
    }

    private static Command CreateList()
    {
        var command = new Command("list", "Show every key, but for the key itself.");
        var settings = command.AddSettings([Setting.Database]);
        command.SetAction((result, cancellation) => CommandLine.GuardAsync(async () =>
        {
            await using var store = LeadgateApp.OpenStore(settings(result), TimeProvider.System);
            foreach (var key in await store.Keys.ReadAsync(cancellation)) await Console.Out.WriteLineAsync(Line(key));
            return 0;
        }));
        return command;
    }

    private static Command CreateRevoke()
    {
        var command = new Command("revoke", "Revoke a key: within two seconds no node lets it in.");
        var id = new Argument<long>("ID") { Description = "The number that list shows." };
        command.Add(id);
        var settings = command.AddSettings([Setting.Database]);
        command.SetAction((result, cancellation) => CommandLine.GuardAsync(async () =>
        {
            await using var store = LeadgateApp.OpenStore(settings(result), TimeProvider.System);
            var number = result.GetRequiredValue(id);
            if (!await store.Keys.RevokeAsync(number, TimeProvider.System.GetUtcNow().UtcDateTime, AuditEvent.OfCommand(AuditActions.KeyRevoke), cancellation)) return await FailAsync(string.Create(CultureInfo.InvariantCulture, $"there is no key {number}; keys list shows them."));
            await Console.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"Key {number} is revoked."));
            return 0;
        }));
        return command;
    }

    private static string Line(ApiKey key)
    {
        var state = key.RevokedAt is not null ? $"revoked {KeyIssuing.Tell(key.RevokedAt)}" : key.ExpiresAt is not null ? $"until {KeyIssuing.Tell(key.ExpiresAt)}" : "valid";
        var used = key.LastUsedAt is null ? "never used" : $"last used {KeyIssuing.Tell(key.LastUsedAt)}";
        return string.Create(CultureInfo.InvariantCulture, $"{key.Id}\t{key.Name}\t{key.Hint}…\t{string.Join(' ', ScopeNames.Of(key.Scopes))}\t{state}\t{used}");
    }

    private static async Task<int> FailAsync(string why)
    {
        await Console.Error.WriteLineAsync("leadgate: " + why);
        return 1;
    }
}
