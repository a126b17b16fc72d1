using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Leadgate.Contract.Keys;
using Leadgate.Domain.Access;
using Leadgate.Domain.Wire;
using Leadgate.Server.Access;
using Leadgate.Server.Hosting;
using Leadgate.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using ApiKey = Leadgate.Domain.Access.ApiKey;

namespace Leadgate.Server.Cli;

/// <summary><c>keys</c>: creates, lists, limits and revokes API keys (promise 10.1).</summary>
internal static class KeysCommand
{
    public static Command Create()
    {
        var command = new Command("keys", "Create, list, limit, or revoke API keys. A running service applies changes within two seconds.");
        command.Add(CreateCreate());
        command.Add(CreateList());
        command.Add(CreateLimit());
        command.Add(CreateRevoke());
        return command;
    }

    private static Command CreateCreate()
    {
        var command = new Command(
            "create",
            "Create a key and print it to standard output. It is shown only once, because only its hash is stored."
        );
        var name = new Argument<string>("NAME")
        {
            Description = "The sender's name, recorded as createdBy. Keys with the same name see the same leads.",
        };
        var scopes = new Option<string[]>("--scope")
        {
            Description =
                "A permission; repeat the option for several. "
                + $"{string.Join(" ", ScopeNames.All.Select(scope => $"{scope.Name}: {scope.Meaning}"))} "
                + "With none, the key can only read lists.",
            AllowMultipleArgumentsPerToken = true,
        };
        var expires = new Option<DateTimeOffset?>("--expires")
        {
            Description = "When the key expires, such as 2027-01-01 or 2027-01-01T00:00:00+03:00. Default: never",
            HelpName = "TIME",
        };
        var requests = new Option<int?>("--requests-per-minute")
        {
            Description = $"Rate limit in requests per minute on each node. Default: the setting {Setting.RequestsPerMinute.Variable}",
            HelpName = "N",
        };
        var leads = new Option<int?>("--leads-per-minute")
        {
            Description = $"Rate limit in leads per minute on each node. Default: the setting {Setting.LeadsPerMinute.Variable}",
            HelpName = "N",
        };
        command.Add(name);
        foreach (var option in (Option[])[scopes, expires, requests, leads])
            command.Add(option);
        var readSettings = command.AddSettings([Setting.Database, Setting.Environment]);
        command.SetAction(
            (result, cancellation) =>
                CommandLine.ExecuteAsync(() =>
                {
                    var request = new CreateApiKeyRequest
                    {
                        Name = result.GetRequiredValue(name),
                        Scopes = result.GetValue(scopes),
                        ExpiresAt = result.GetValue(expires),
                        RequestsPerMinute = result.GetValue(requests),
                        LeadsPerMinute = result.GetValue(leads),
                    };
                    return CreateKeyAsync(readSettings(result), request, cancellation);
                })
        );
        return command;
    }

    private static async Task<int> CreateKeyAsync(LeadgateSettings settings, CreateApiKeyRequest request, CancellationToken cancellation)
    {
        // An invalid request must not create an empty database.
        if (KeyAdministration.Validate(request, TimeProvider.System.GetUtcNow()) is { Reason: var reason })
            return await CommandLine.FailAsync(reason);
        await using var store = CommandLine.OpenStore(settings);
        switch (await CreateAdministration(store, settings).CreateAsync(request, Actor.CommandLine, cancellation))
        {
            case CreateKeyOutcome.Created(var key, var text):
                await Console.Error.WriteLineAsync($"Key {key.Id} for {key.Name} ({settings.Environment}) created. It is shown only once:");
                await Console.Out.WriteLineAsync(text);
                return 0;
            case CreateKeyOutcome.Invalid invalid:
                return await CommandLine.FailAsync(invalid.Reason);
            default:
                throw new UnreachableException();
        }
    }

    private static KeyAdministration CreateAdministration(ILeadStore store, LeadgateSettings settings) =>
        new(store, new ApiKeyCache(store), settings, TimeProvider.System, NullLogger<KeyAdministration>.Instance);

    private static Command CreateList()
    {
        var command = new Command("list", "List all keys, without the keys themselves.");
        var settings = command.AddSettings([Setting.Database]);
        command.SetAction(
            (result, cancellation) =>
                CommandLine.ExecuteAsync(async () =>
                {
                    var read = settings(result);
                    await using var store = CommandLine.OpenExistingStore(read);
                    foreach (var key in await CreateAdministration(store, read).ListAsync(cancellation))
                        await Console.Out.WriteLineAsync(FormatLine(key));
                    return 0;
                })
        );
        return command;
    }

    private static Command CreateLimit()
    {
        var command = new Command("limit", "Change the rate limits of a key (per node). Limits that you don't pass are unchanged.");
        var id = new Argument<long>("ID") { Description = "The key's number in keys list." };
        var requests = new Option<string?>("--requests-per-minute")
        {
            Description = $"Requests per minute, or default to use the setting {Setting.RequestsPerMinute.Variable}.",
            HelpName = "N|default",
        };
        var leads = new Option<string?>("--leads-per-minute")
        {
            Description = $"Leads per minute, or default to use the setting {Setting.LeadsPerMinute.Variable}.",
            HelpName = "N|default",
        };
        command.Add(id);
        command.Add(requests);
        command.Add(leads);
        var readSettings = command.AddSettings([Setting.Database]);
        command.SetAction(
            (result, cancellation) =>
                CommandLine.ExecuteAsync(async () =>
                {
                    var areValid =
                        TryParseLimit(result.GetValue(requests), out var newRequests)
                        & TryParseLimit(result.GetValue(leads), out var newLeads);
                    if (!areValid || (newRequests ?? newLeads) is null)
                        return await CommandLine.FailAsync(
                            string.Create(
                                CultureInfo.InvariantCulture,
                                $"Pass --requests-per-minute or --leads-per-minute: 1 to {ApiKey.MaxPerMinute}, or default."
                            )
                        );
                    var request = new UpdateApiKeyRequest { RequestsPerMinute = newRequests, LeadsPerMinute = newLeads };
                    return await ChangeLimitsAsync(readSettings(result), result.GetRequiredValue(id), request, cancellation);
                })
        );
        return command;
    }

    private static async Task<int> ChangeLimitsAsync(
        LeadgateSettings settings,
        long id,
        UpdateApiKeyRequest request,
        CancellationToken cancellation
    )
    {
        await using var store = CommandLine.OpenExistingStore(settings);
        switch (await CreateAdministration(store, settings).LimitAsync(id, request, Actor.CommandLine, cancellation))
        {
            case LimitKeyOutcome.Changed(var key):
                await Console.Out.WriteLineAsync(FormatLine(key));
                return 0;
            case LimitKeyOutcome.NotFound:
                return await FailUnknownAsync(id);
            case LimitKeyOutcome.Invalid invalid:
                return await CommandLine.FailAsync(invalid.Reason);
            default:
                throw new UnreachableException();
        }
    }

    private static bool TryParseLimit(string? text, out RateLimitChange? limit)
    {
        limit =
            text == "default" ? new RateLimitChange(null)
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number is >= 1 and <= ApiKey.MaxPerMinute
                ? new RateLimitChange(number)
            : null;
        return text is null || limit is not null;
    }

    private static Command CreateRevoke()
    {
        var command = new Command("revoke", "Revoke a key. All nodes reject it within two seconds.");
        var id = new Argument<long>("ID") { Description = "The key's number in keys list." };
        command.Add(id);
        var settings = command.AddSettings([Setting.Database]);
        command.SetAction(
            (result, cancellation) =>
                CommandLine.ExecuteAsync(async () =>
                {
                    var (read, number) = (settings(result), result.GetRequiredValue(id));
                    await using var store = CommandLine.OpenExistingStore(read);
                    var outcome = await CreateAdministration(store, read).RevokeAsync(number, Actor.CommandLine, cancellation);
                    if (outcome is RevokeKeyOutcome.NotFound)
                        return await FailUnknownAsync(number);
                    await Console.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"Key {number} revoked."));
                    return 0;
                })
        );
        return command;
    }

    private static Task<int> FailUnknownAsync(long id) =>
        CommandLine.FailAsync(string.Create(CultureInfo.InvariantCulture, $"Key {id} does not exist. To list all keys, run keys list."));

    private static string FormatLine(ApiKey key)
    {
        var state =
            key.RevokedAt is { } revokedAt ? $"revoked {WireTime.Format(revokedAt)}"
            : key.ExpiresAt is { } expiresAt ? $"expires {WireTime.Format(expiresAt)}"
            : "valid";
        var used = key.LastUsedAt is { } lastUsedAt ? $"last used {WireTime.Format(lastUsedAt)}" : "never used";
        return string.Join(
            '\t',
            key.Id.ToString(CultureInfo.InvariantCulture),
            key.Name,
            key.Hint + "…",
            string.Join(' ', ScopeNames.GetNames(key.Scopes)),
            state,
            used,
            $"requests per minute {FormatLimit(key.RequestsPerMinute)}, leads per minute {FormatLimit(key.LeadsPerMinute)}"
        );

        static string FormatLimit(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "default";
    }
}
