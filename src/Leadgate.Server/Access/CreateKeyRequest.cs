using Leadgate.Domain.Access;

namespace Leadgate.Server.Access;

/// <summary>What a new key should be.</summary>
/// <param name="Name">Whose key it is.</param>
/// <param name="Scopes">The names of its scopes; none lets it read lists.</param>
/// <param name="ExpiresAt">From when on it is not valid any more, or null.</param>
/// <param name="RequestsPerMinute">How many requests it may send in a minute; null for as many as the settings say.</param>
/// <param name="LeadsPerMinute">How many leads it may send in a minute; null for as many as the settings say.</param>
internal sealed record CreateKeyRequest(
    string Name,
    IReadOnlyList<string> Scopes,
    DateTimeOffset? ExpiresAt,
    int? RequestsPerMinute = null,
    int? LeadsPerMinute = null
)
{
    /// <summary>What is wrong with a limit that is no possible one.</summary>
    internal static (string English, string Arabic) WrongLimit { get; } =
        (
            $"A limit of a minute is a number from 1 to {ApiKey.MaxPerMinute}, or null for the setting's.",
            $"الحد في الدقيقة عدد من 1 إلى {ApiKey.MaxPerMinute}، أو null ليكون كما في الإعدادات."
        );

    /// <summary>What is wrong with it, in both languages, or null.</summary>
    /// <param name="now">The present moment.</param>
    public (string English, string Arabic)? Validate(DateTimeOffset now)
    {
        if (ApiKey.ValidateName(Name, Caller.Anonymous.Name) is { } wrong)
            return (wrong, $"الاسم من 1 إلى {ApiKey.MaxNameLength} حرفًا دون مسافات في طرفيه، ولا يجوز أن يكون {Caller.Anonymous.Name}.");
        if (!ScopeNames.TryParse(Scopes, out _))
        {
            var names = string.Join(", ", ScopeNames.All.Select(scope => scope.Name));
            return ($"A scope is one of {names}.", $"الصلاحيات هي: {names}.");
        }

        if (RequestsPerMinute is < 1 or > ApiKey.MaxPerMinute || LeadsPerMinute is < 1 or > ApiKey.MaxPerMinute)
            return WrongLimit;
        return ExpiresAt <= now
            ? ("The key would have expired already; give a later moment.", "موعد انتهاء المفتاح قد مضى، أرسل موعدًا لاحقًا.")
            : null;
    }
}
