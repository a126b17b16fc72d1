using System.Globalization;
using Leadgate.Domain.Access;
using Leadgate.Domain.Audit;
using Leadgate.Domain.Leads;
using Leadgate.Storage;

namespace Leadgate.Server.Access;

/// <summary>A key that was just made: the only moment at which its text is known.</summary>
/// <param name="Key">What is kept.</param>
/// <param name="Text">What its owner is given.</param>
public sealed record IssuedKey(ApiKey Key, string Text);

/// <summary>Makes keys, for the command line and the API alike.</summary>
public static class KeyIssuing
{
    /// <summary>Makes and keeps a key.</summary>
    /// <param name="store">Where it is kept.</param>
    /// <param name="environment"><c>TEST</c> or <c>PROD</c>.</param>
    /// <param name="order">What is wanted; without faults, see <see cref="KeyOrder.Fault"/>.</param>
    /// <param name="audit">Who makes it and from where, for the trail.</param>
    /// <param name="now">The present moment.</param>
    /// <param name="cancellation">Gives up.</param>
    public static async Task<IssuedKey> IssueAsync(
        ILeadStore store,
        string environment,
        KeyOrder order,
        AuditEvent audit,
        DateTimeOffset now,
        CancellationToken cancellation
    )
    {
        var text = ApiKeyText.New(environment);
        ScopeNames.TryRead(order.Scopes, out var scopes);
        var key = new ApiKey
        {
            Name = order.Name,
            Scopes = scopes,
            Hint = ApiKeyText.HintOf(text),
            Hash = ApiKeyText.HashOf(text),
            CreatedAt = Milliseconds(now.UtcDateTime),
            ExpiresAt = order.ExpiresAt is { } expires ? Milliseconds(expires.UtcDateTime) : null,
            RequestsPerMinute = order.RequestsPerMinute,
            LeadsPerMinute = order.LeadsPerMinute,
        };
        return new IssuedKey(
            await store.Keys.AddAsync(key, audit with { Detail = string.Join(' ', ScopeNames.Of(scopes)) }, cancellation),
            text
        );
    }

    /// <summary>A moment as it is told everywhere, or null.</summary>
    /// <param name="moment">The moment, UTC.</param>
    public static string? Tell(DateTime? moment) => moment?.ToString(LeadJson.InstantFormat, CultureInfo.InvariantCulture);

    private static DateTime Milliseconds(DateTime utc) => new(utc.Ticks - (utc.Ticks % TimeSpan.TicksPerMillisecond), DateTimeKind.Utc);
}

/// <summary>What a new key should be.</summary>
/// <param name="Name">Whose key it is.</param>
/// <param name="Scopes">The names of its scopes; none lets it read lists.</param>
/// <param name="ExpiresAt">From when on it is not valid any more, or null.</param>
/// <param name="RequestsPerMinute">How many requests it may send in a minute; null for as many as the settings say.</param>
/// <param name="LeadsPerMinute">How many leads it may send in a minute; null for as many as the settings say.</param>
public sealed record KeyOrder(
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
            $"A limit of a minute is a number from 1 to {ApiKey.MostPerMinute}, or null for the setting's.",
            $"الحد في الدقيقة عدد من 1 إلى {ApiKey.MostPerMinute}، أو null ليكون كما في الإعدادات."
        );

    /// <summary>What is wrong with it, in both languages, or null.</summary>
    /// <param name="now">The present moment.</param>
    public (string English, string Arabic)? Fault(DateTimeOffset now)
    {
        if (ApiKey.WrongName(Name, Caller.Anonymous.Name) is { } wrong)
            return (wrong, $"الاسم من 1 إلى {ApiKey.MaxNameLength} حرفًا دون مسافات في طرفيه، ولا يجوز أن يكون {Caller.Anonymous.Name}.");
        if (!ScopeNames.TryRead(Scopes, out _))
        {
            var names = string.Join(", ", ScopeNames.All.Select(scope => scope.Name));
            return ($"A scope is one of {names}.", $"الصلاحيات هي: {names}.");
        }

        if (RequestsPerMinute is < 1 or > ApiKey.MostPerMinute || LeadsPerMinute is < 1 or > ApiKey.MostPerMinute)
            return WrongLimit;
        return ExpiresAt <= now
            ? ("The key would have expired already; give a later moment.", "موعد انتهاء المفتاح قد مضى، أرسل موعدًا لاحقًا.")
            : null;
    }
}
