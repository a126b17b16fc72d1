using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Leadgate.Contract.Keys;
using Leadgate.Domain.Access;
using Leadgate.Domain.Texts;
using Leadgate.Domain.Wire;
using Leadgate.Server.Access;
using Leadgate.Server.Hosting;
using Leadgate.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using ApiKey = Leadgate.Domain.Access.ApiKey;

namespace Leadgate.Server.Cli;

/// <summary><c>keys</c>: creates, lists, changes, and revokes API keys (promise 10.1).</summary>
internal static class KeysCommand
{
    private const string NoPreference = "none";

    public static Command Create()
    {
        var command = new Command(
            "keys",
            "Create, list, change, or revoke API keys. A running service applies changes within two seconds."
        );
        command.Add(CreateCreate());
        command.Add(CreateList());
        command.Add(CreateLimit());
        command.Add(CreatePrefer());
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
                "A scope, which is something that the key allows; repeat the option for several. "
                + $"{string.Join(" ", ScopeNames.All.Select(scope => $"{scope.Name}: {scope.Meaning}"))} "
                + "With none, the key can only read lists.",
            AllowMultipleArgumentsPerToken = true,
        };
        var expires = new Option<string?>("--expires")
        {
            Description =
                "The key's last day, such as 2027-01-01, to its end in the company's time zone; or a time, such as "
                + "2027-01-01T12:00:00+03:00. Default: never",
            HelpName = "TIME",
        };
        var preferences = CreatePreferences();
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
        foreach (var option in (Option[])[scopes, expires, requests, leads, preferences])
            command.Add(option);
        var readSettings = command.AddSettings([Setting.Database, Setting.Environment, Setting.TimeZone]);
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
                        Preferences = result.GetValue(preferences),
                    };
                    return CreateKeyAsync(readSettings(result), request, cancellation);
                })
        );
        return command;
    }

    private static async Task<int> CreateKeyAsync(LeadgateSettings settings, CreateApiKeyRequest request, CancellationToken cancellation)
    {
        // An invalid request must not create an empty database.
        if (KeyAdministration.Validate(request, TimeProvider.System.GetUtcNow(), settings.Rules.Zone) is { } reason)
            return await CommandLine.FailAsync(reason.English);
        await using var store = CommandLine.OpenStore(settings);
        var earlier = await store.Keys.ReadAsync(cancellation);
        switch (await CreateAdministration(store, settings).CreateAsync(request, Actor.CommandLine, cancellation))
        {
            case CreateKeyOutcome.Created(var key, var text):
                await WarnAsync(store, settings, earlier, cancellation);
                await System.Console.Error.WriteLineAsync(
                    $"Key {key.Id} for {key.Name} created in {settings.Database.Describe()}, for services with the environment "
                        + $"{settings.Environment}. It is shown only once:"
                );
                await System.Console.Out.WriteLineAsync(text);
                return 0;
            case CreateKeyOutcome.Invalid invalid:
                return await CommandLine.FailAsync(invalid.Reason.English);
            default:
                throw new UnreachableException();
        }
    }

    /// <summary>A key in a database that no service uses, or for another environment, looks right and is rejected.</summary>
    private static async Task WarnAsync(
        ILeadStore store,
        LeadgateSettings settings,
        IReadOnlyList<ApiKey> earlier,
        CancellationToken cancellation
    )
    {
        var (environment, database) = (settings.Environment, settings.Database.Describe());
        if (await store.Lists.ReadVersionAsync(cancellation) == 0)
            await System.Console.Error.WriteLineAsync(
                $"warning: No service has used {database} yet. Start it with the same --database and --environment."
            );
        var other = environment == "PROD" ? "TEST" : "PROD";
        if (earlier.Count > 0 && earlier.All(key => ApiKeyToken.IsHintOf(key.Hint, other)))
            await System.Console.Error.WriteLineAsync(
                $"warning: All other keys in {database} are for {other}. A {other} service rejects this {environment} key. "
                    + $"For such a key, pass --environment {other}."
            );
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
                    foreach (var key in await CreateAdministration(store, read).ListAsync(Actor.CommandLine, cancellation))
                        await System.Console.Out.WriteLineAsync(FormatLine(key));
                    return 0;
                })
        );
        return command;
    }

    private static Command CreateLimit()
    {
        var command = new Command("limit", "Change the rate limits of a key (per node). Limits that you don't pass are unchanged.");
        var key = AddKey(command);
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
                    return await ChangeAsync(readSettings(result), result.GetRequiredValue(key), request, cancellation);
                })
        );
        return command;
    }

    private static Command CreatePrefer()
    {
        var command = new Command("prefer", "Set the default preferences of a key, which the header Prefer of a request overrides.");
        var key = AddKey(command);
        var preferences = new Argument<string[]>("PREFERENCE")
        {
            Description = $"{string.Join(" or ", KeyPreferences.Known)}, or both; {NoPreference} for none.",
            Arity = ArgumentArity.OneOrMore,
        };
        command.Add(preferences);
        var readSettings = command.AddSettings([Setting.Database]);
        command.SetAction(
            (result, cancellation) =>
                CommandLine.ExecuteAsync(() =>
                {
                    var request = new UpdateApiKeyRequest
                    {
                        Preferences = result.GetRequiredValue(preferences) is [NoPreference] ? [] : result.GetRequiredValue(preferences),
                    };
                    return ChangeAsync(readSettings(result), result.GetRequiredValue(key), request, cancellation);
                })
        );
        return command;
    }

    private static async Task<int> ChangeAsync(
        LeadgateSettings settings,
        string idOrName,
        UpdateApiKeyRequest request,
        CancellationToken cancellation
    )
    {
        await using var store = CommandLine.OpenExistingStore(settings);
        switch (await CreateAdministration(store, settings).ChangeAsync(idOrName, request, Actor.CommandLine, cancellation))
        {
            case ChangeKeyOutcome.Changed(var key):
                await System.Console.Out.WriteLineAsync(FormatLine(key));
                return 0;
            case ChangeKeyOutcome.NotFound:
                return await FailNotFoundAsync(idOrName);
            case ChangeKeyOutcome.Ambiguous(var reference):
                return await FailAmbiguousAsync(reference);
            case ChangeKeyOutcome.Invalid invalid:
                return await CommandLine.FailAsync(invalid.Reason.English);
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
        var key = AddKey(command);
        var settings = command.AddSettings([Setting.Database]);
        command.SetAction(
            (result, cancellation) =>
                CommandLine.ExecuteAsync(async () =>
                {
                    var (read, idOrName) = (settings(result), result.GetRequiredValue(key));
                    await using var store = CommandLine.OpenExistingStore(read);
                    switch (await CreateAdministration(store, read).RevokeAsync(idOrName, Actor.CommandLine, cancellation))
                    {
                        case RevokeKeyOutcome.Revoked(var id):
                            await System.Console.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"Key {id} revoked."));
                            return 0;
                        case RevokeKeyOutcome.NotFound:
                            return await FailNotFoundAsync(idOrName);
                        case RevokeKeyOutcome.Ambiguous(var reference):
                            return await FailAmbiguousAsync(reference);
                        default:
                            throw new UnreachableException();
                    }
                })
        );
        return command;
    }

    private static Argument<string> AddKey(Command command)
    {
        var key = new Argument<string>("KEY") { Description = "The key's number in keys list, or its name if no other valid key has it." };
        command.Add(key);
        return key;
    }

    private static Option<string[]> CreatePreferences() =>
        new("--prefer")
        {
            Description =
                $"A default preference, {string.Join(" or ", KeyPreferences.Known)}; repeat the option for both. The header Prefer of a "
                + "request overrides it. Default: none",
            HelpName = "PREFERENCE",
            AllowMultipleArgumentsPerToken = true,
        };

    private static Task<int> FailNotFoundAsync(string idOrName) =>
        CommandLine.FailAsync($"Key {PlainText.Show(idOrName, ApiKey.MaxNameLength)} does not exist. To list all keys, run keys list.");

    private static Task<int> FailAmbiguousAsync(KeyReference.Ambiguous reference) =>
        CommandLine.FailAsync($"Several keys have the name {reference.Name}: {reference.Numbers}. Pass one of these numbers.");

    private static string FormatLine(ApiKey key)
    {
        var state =
            key.RevokedAt is { } revokedAt ? $"revoked {WireTime.Format(revokedAt)}"
            : key.ExpiresAt is { } expiresAt
                ? $"{(expiresAt <= TimeProvider.System.GetUtcNow().UtcDateTime ? "expired" : "expires")} {WireTime.Format(expiresAt)}"
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
            $"requests per minute {FormatLimit(key.RequestsPerMinute)}, leads per minute {FormatLimit(key.LeadsPerMinute)}",
            key.Preferences == KeyPreferences.None ? "no preferences" : $"prefers {key.Preferences}"
        );

        static string FormatLimit(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "default";
    }
}
