using System.CommandLine;
using System.Globalization;
using Leadgate.Domain.Access;
using Leadgate.Domain.Audit;
using Leadgate.Server.Access;
using Leadgate.Server.Hosting;

namespace Leadgate.Server.Cli;

/// <summary><c>keys</c>: makes, shows, limits and revokes API keys (promise 10.1).</summary>
internal static class KeysCommand
{
    public static Command Create()
    {
        var command = new Command("keys", "Make, show, limit or revoke API keys. A running service takes it up within two seconds.");
        command.Add(CreateCreate());
        command.Add(CreateList());
        command.Add(CreateLimit());
        command.Add(CreateRevoke());
        return command;
    }

    private static Command CreateCreate()
    {
        var command = new Command("create", "Make a key. It is written to standard output, this once; only its hash is kept.");
        var name = new Argument<string>("NAME")
        {
            Description = "Whose key it is; it becomes createdBy. Keys of one name see the same leads.",
        };
        var scopes = new Option<string[]>("--scope")
        {
            Description =
                $"What it may do; may be given several times. {string.Join(" ", ScopeNames.All.Select(scope => $"{scope.Name}: {scope.Meaning}"))} Without any it reads lists.",
            AllowMultipleArgumentsPerToken = true,
        };
        var expires = new Option<DateTimeOffset?>("--expires")
        {
            Description = "From when on it is not valid any more, 2027-01-01 or 2027-01-01T00:00:00+03:00. Default: never",
            HelpName = "WHEN",
        };
        var requests = new Option<int?>("--requests-per-minute")
        {
            Description = "How many requests it may send in a minute, on each node. Default: as the setting says",
            HelpName = "N",
        };
        var leads = new Option<int?>("--leads-per-minute")
        {
            Description = "How many leads it may send in a minute, on each node. Default: as the setting says",
            HelpName = "N",
        };
        command.Add(name);
        foreach (var option in (Option[])[scopes, expires, requests, leads])
            command.Add(option);
        var settings = command.AddSettings([Setting.Database, Setting.Environment]);
        command.SetAction(
            (result, cancellation) =>
                CommandLine.GuardAsync(async () =>
                {
                    var (now, read) = (TimeProvider.System.GetUtcNow(), settings(result));
                    var order = new CreateKeyRequest(
                        result.GetRequiredValue(name),
                        result.GetValue(scopes) ?? [],
                        result.GetValue(expires),
                        result.GetValue(requests),
                        result.GetValue(leads)
                    );
                    if (order.Validate(now) is var (fault, _))
                        return await FailAsync(fault);
                    await using var store = LeadgateApp.OpenStore(read, TimeProvider.System);
                    var issued = await ApiKeyIssuer.IssueAsync(
                        store,
                        read.Environment,
                        order,
                        AuditEvent.OfCommand(AuditActions.KeyCreate),
                        now,
                        cancellation
                    );
                    await Console.Error.WriteLineAsync(
                        $"Key {issued.Key.Id} of {issued.Key.Name} for {read.Environment}. It is shown this once:"
                    );
                    await Console.Out.WriteLineAsync(issued.Text);
                    return 0;
                })
        );
        return command;
    }

    private static Command CreateList()
    {
        var command = new Command("list", "Show every key, but for the key itself.");
        var settings = command.AddSettings([Setting.Database]);
        command.SetAction(
            (result, cancellation) =>
                CommandLine.GuardAsync(async () =>
                {
                    await using var store = CommandLine.OpenExistingStore(settings(result));
                    foreach (var key in await store.Keys.ReadAsync(cancellation))
                        await Console.Out.WriteLineAsync(Line(key));
                    return 0;
                })
        );
        return command;
    }

    private static Command CreateLimit()
    {
        var command = new Command("limit", "Change what a key may send in a minute, on each node. What is left out stays as it is.");
        var id = new Argument<long>("ID") { Description = "The number that list shows." };
        var requests = new Option<string?>("--requests-per-minute")
        {
            Description = "How many requests, or default for the setting's.",
            HelpName = "N|default",
        };
        var leads = new Option<string?>("--leads-per-minute")
        {
            Description = "How many leads, or default for the setting's.",
            HelpName = "N|default",
        };
        command.Add(id);
        command.Add(requests);
        command.Add(leads);
        var settings = command.AddSettings([Setting.Database]);
        command.SetAction(
            (result, cancellation) =>
                CommandLine.GuardAsync(async () =>
                {
                    if (
                        !TryRead(result.GetValue(requests), out var newRequests)
                        || !TryRead(result.GetValue(leads), out var newLeads)
                        || (newRequests ?? newLeads) is null
                    )
                    {
                        return await FailAsync(
                            string.Create(
                                CultureInfo.InvariantCulture,
                                $"give --requests-per-minute or --leads-per-minute, each a number from 1 to {ApiKey.MaxPerMinute}, or default."
                            )
                        );
                    }

                    var (number, change) = (result.GetRequiredValue(id), new ApiKeyLimitChange(newRequests, newLeads));
                    await using var store = CommandLine.OpenExistingStore(settings(result));
                    if (
                        await store.Keys.SetLimitsAsync(
                            number,
                            change,
                            AuditEvent.OfCommand(AuditActions.KeyLimit, detail: change.ToString()),
                            cancellation
                        )
                        is not { } key
                    )
                        return await FailAsync(NoKey(number));
                    await Console.Out.WriteLineAsync(Line(key));
                    return 0;
                })
        );
        return command;
    }

    private static bool TryRead(string? text, out PerMinuteLimit? limit)
    {
        limit =
            text == "default" ? new PerMinuteLimit(null)
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number is >= 1 and <= ApiKey.MaxPerMinute
                ? new PerMinuteLimit(number)
            : null;
        return text is null || limit is not null;
    }

    private static Command CreateRevoke()
    {
        var command = new Command("revoke", "Revoke a key: within two seconds no node lets it in.");
        var id = new Argument<long>("ID") { Description = "The number that list shows." };
        command.Add(id);
        var settings = command.AddSettings([Setting.Database]);
        command.SetAction(
            (result, cancellation) =>
                CommandLine.GuardAsync(async () =>
                {
                    await using var store = CommandLine.OpenExistingStore(settings(result));
                    var number = result.GetRequiredValue(id);
                    if (
                        !await store.Keys.RevokeAsync(
                            number,
                            TimeProvider.System.GetUtcNow().UtcDateTime,
                            AuditEvent.OfCommand(AuditActions.KeyRevoke),
                            cancellation
                        )
                    )
                        return await FailAsync(NoKey(number));
                    await Console.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"Key {number} is revoked."));
                    return 0;
                })
        );
        return command;
    }

    private static string NoKey(long number) =>
        string.Create(CultureInfo.InvariantCulture, $"there is no key {number}; keys list shows them.");

    private static string Line(ApiKey key)
    {
        var state =
            key.RevokedAt is not null ? $"revoked {ApiKeyIssuer.Tell(key.RevokedAt)}"
            : key.ExpiresAt is not null ? $"until {ApiKeyIssuer.Tell(key.ExpiresAt)}"
            : "valid";
        var used = key.LastUsedAt is null ? "never used" : $"last used {ApiKeyIssuer.Tell(key.LastUsedAt)}";
        var limits = string.Create(
            CultureInfo.InvariantCulture,
            $"requests a minute {Limit(key.RequestsPerMinute)}, leads {Limit(key.LeadsPerMinute)}"
        );
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{key.Id}\t{key.Name}\t{key.Hint}…\t{string.Join(' ', ScopeNames.GetNames(key.Scopes))}\t{state}\t{used}\t{limits}"
        );

        static string Limit(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "default";
    }

    private static async Task<int> FailAsync(string why)
    {
        await Console.Error.WriteLineAsync("leadgate: " + why);
        return 1;
    }
}
