using System.Globalization;
using Leadgate.Contract.Keys;
using Leadgate.Domain.Access;
using Leadgate.Server.Access;
using Leadgate.Server.Console.Forms;
using ApiKey = Leadgate.Domain.Access.ApiKey;

namespace Leadgate.Server.Console.Keys;

/// <summary>The form of an API key as it was typed.</summary>
internal sealed record KeyForm
{
    public const string NameField = "name";
    public const string ScopesField = "scopes";
    public const string ExpiresField = "expiresAt";
    public const string RequestsField = "requestsPerMinute";
    public const string LeadsField = "leadsPerMinute";
    public const string PreferencesField = "preferences";

    /// <summary>The newest key when the form was shown; of an existing key, what could be changed about it then.</summary>
    public const string StateField = "state";

    public string Name { get; init; } = "";

    public IReadOnlyList<string> Scopes { get; init; } = ScopeNames.GetNames(Domain.Access.Scopes.LeadsWrite);

    public string ExpiresAt { get; init; } = "";

    public string RequestsPerMinute { get; init; } = "";

    public string LeadsPerMinute { get; init; } = "";

    public IReadOnlyList<string> Preferences { get; init; } = [];

    public string State { get; init; } = "";

    public static KeyForm Read(StaffForm form) =>
        new()
        {
            Name = form.Get(NameField),
            Scopes = form.GetAll(ScopesField),
            ExpiresAt = form.Get(ExpiresField),
            RequestsPerMinute = form.Get(RequestsField),
            LeadsPerMinute = form.Get(LeadsField),
            Preferences = form.GetAll(PreferencesField),
            State = form.Get(StateField),
        };

    public static KeyForm From(ApiKey key) =>
        new()
        {
            Name = key.Name,
            Scopes = ScopeNames.GetNames(key.Scopes),
            RequestsPerMinute = Format(key.RequestsPerMinute),
            LeadsPerMinute = Format(key.LeadsPerMinute),
            Preferences = key.Preferences.Names,
            State = GetState(key),
        };

    /// <summary>What can be changed about a key, so that a change of somebody else is noticed.</summary>
    public static string GetState(ApiKey key) => $"{Format(key.RequestsPerMinute)}/{Format(key.LeadsPerMinute)}/{key.Preferences}";

    /// <summary>What is wrong with numbers; everything else is checked where keys are created.</summary>
    public FormErrors CheckLimits() =>
        new([
            .. new (string Field, string Text)[] { (RequestsField, RequestsPerMinute), (LeadsField, LeadsPerMinute) }
                .Where(limit => !TryReadLimit(limit.Text, out _))
                .Select(limit => (limit.Field, KeyAdministration.InvalidLimit)),
        ]);

    public CreateApiKeyRequest ToCreateRequest() =>
        new()
        {
            Name = Name.Trim(),
            Scopes = Scopes,
            ExpiresAt = ExpiresAt.Trim() is { Length: > 0 } expiresAt ? expiresAt : null,
            RequestsPerMinute = ReadLimit(RequestsPerMinute),
            LeadsPerMinute = ReadLimit(LeadsPerMinute),
            Preferences = Preferences,
        };

    public UpdateApiKeyRequest ToUpdateRequest() =>
        new()
        {
            RequestsPerMinute = new RateLimitChange(ReadLimit(RequestsPerMinute)),
            LeadsPerMinute = new RateLimitChange(ReadLimit(LeadsPerMinute)),
            Preferences = Preferences,
        };

    /// <summary>The field that a message of the service is about.</summary>
    public string FindField() =>
        ApiKey.ValidateName(Name.Trim(), Caller.Anonymous.Name) is not null ? NameField
        : !ScopeNames.TryParse(Scopes, out _) ? ScopesField
        : !KeyPreferences.TryParse(Preferences, out _) ? PreferencesField
        : ExpiresField;

    private static int? ReadLimit(string text) => TryReadLimit(text, out var limit) ? limit : null;

    private static bool TryReadLimit(string text, out int? limit)
    {
        limit = null;
        if (text.Trim().Length == 0)
            return true;
        if (!int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return false;
        limit = number;
        return number is >= 1 and <= ApiKey.MaxPerMinute;
    }

    private static string Format(int? limit) => limit?.ToString(CultureInfo.InvariantCulture) ?? "";
}
