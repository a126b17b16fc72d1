using System.Diagnostics;
using System.Globalization;
using Leadgate.Contract.Keys;
using Leadgate.Domain.Access;
using Leadgate.Domain.Audit;
using Leadgate.Domain.Leads;
using Leadgate.Domain.Texts;
using Leadgate.Domain.Wire;
using Leadgate.Server.Hosting;
using Leadgate.Storage;
using ApiKey = Leadgate.Domain.Access.ApiKey;

namespace Leadgate.Server.Access;

/// <summary>Lists, creates, changes, and revokes API keys (promise 10.1), for the API and the command line.</summary>
internal sealed class KeyAdministration(
    ILeadStore store,
    ApiKeyCache cache,
    LeadgateSettings settings,
    TimeProvider time,
    ILogger<KeyAdministration> log
)
{
    public static readonly BilingualText InvalidLimit = new(
        string.Create(
            CultureInfo.InvariantCulture,
            $"A per-minute limit must be a number from 1 to {ApiKey.MaxPerMinute:N0}, or null to use the default."
        ),
        $"يجب أن يكون الحد في الدقيقة عددًا من 1 إلى {ApiKey.MaxPerMinute}، أو null لاستخدام القيمة الافتراضية."
    );

    private static readonly BilingualText InvalidPreferences = new(
        $"Default preferences are {KeyPreferences.Strict}, {KeyPreferences.Representation}, or both; an empty list is none.",
        $"التفضيلات الافتراضية هي {BidiText.Ltr(KeyPreferences.Strict)} أو {BidiText.Ltr(KeyPreferences.Representation)} أو كلاهما، "
            + "والقائمة الفارغة تعني دون تفضيلات."
    );

    private static readonly BilingualText NoChange = new(
        "Send what is to change: requestsPerMinute, leadsPerMinute, or preferences.",
        "أرسل ما تريد تغييره: requestsPerMinute أو leadsPerMinute أو preferences."
    );

    public Task<IReadOnlyList<ApiKey>> ListAsync(Actor actor, CancellationToken cancellation)
    {
        actor.Require(Scopes.Admin);
        return store.Keys.ReadAsync(cancellation);
    }

    /// <param name="newestId">
    /// The newest key when the actor began to ask for this one: of a form that was sent twice, only the first creates a key. Null to create
    /// it in any case.
    /// </param>
    public async Task<CreateKeyOutcome> CreateAsync(
        CreateApiKeyRequest request,
        Actor actor,
        CancellationToken cancellation,
        long? newestId = null
    )
    {
        actor.Require(Scopes.Admin);
        var now = time.GetUtcNow();
        if (Validate(request, now, settings.Rules.Zone) is { } reason)
            return new CreateKeyOutcome.Invalid(reason);
        _ = ScopeNames.TryParse(request.Scopes ?? [], out var scopes);
        _ = KeyPreferences.TryParse(request.Preferences ?? [], out var preferences);
        var text = ApiKeyToken.Generate(settings.Environment);
        var names = ScopeNames.GetNames(scopes);
        var asked = new ApiKey
        {
            Name = request.Name,
            Scopes = scopes,
            Hint = ApiKeyToken.GetHint(text),
            Hash = ApiKeyToken.Hash(text),
            CreatedAt = WireTime.TruncateToMilliseconds(now.UtcDateTime),
            ExpiresAt = DateParser.TryParseEnd(request.ExpiresAt, settings.Rules.Zone, out var expires) ? expires : null,
            RequestsPerMinute = request.RequestsPerMinute,
            LeadsPerMinute = request.LeadsPerMinute,
            Preferences = preferences,
        };
        var audit = actor.Audit(
            AuditActions.KeyCreate,
            detail: string.Join(' ', names) + (preferences == KeyPreferences.None ? "" : $" prefer {preferences}")
        );
        var key = newestId is { } newest
            ? await store.Keys.TryAddAsync(asked, newest, audit, cancellation)
            : await store.Keys.AddAsync(asked, audit, cancellation);
        if (key is null)
            return new CreateKeyOutcome.Repeated();
        await RefreshAsync(cancellation);
        Log.KeyCreated(log, key.Id, string.Join(' ', names));
        return new CreateKeyOutcome.Created(key, text);
    }

    /// <param name="idOrName">The id of the key, or its name if no other valid key has it.</param>
    public async Task<ChangeKeyOutcome> ChangeAsync(
        string idOrName,
        UpdateApiKeyRequest request,
        Actor actor,
        CancellationToken cancellation
    )
    {
        actor.Require(Scopes.Admin);
        RateLimitChange?[] limits = [request.RequestsPerMinute, request.LeadsPerMinute];
        var setsLimits = limits.Any(limit => limit is not null);
        if (!setsLimits && request.Preferences is null)
            return new ChangeKeyOutcome.Invalid(NoChange);
        if (limits.Any(limit => limit?.PerMinute is < 1 or > ApiKey.MaxPerMinute))
            return new ChangeKeyOutcome.Invalid(InvalidLimit);
        if (!KeyPreferences.TryParse(request.Preferences ?? [], out var preferences))
            return new ChangeKeyOutcome.Invalid(InvalidPreferences);
        var change = new ApiKeyChange(
            ToLimit(request.RequestsPerMinute),
            ToLimit(request.LeadsPerMinute),
            request.Preferences is null ? null : preferences
        );
        var audit = actor.Audit(setsLimits ? AuditActions.KeyLimit : AuditActions.KeyPrefer, detail: change.ToString());
        return await ResolveAsync(idOrName, cancellation) switch
        {
            KeyReference.Found(var id) => await ChangeAsync(id, change, audit, cancellation),
            KeyReference.NotFound => new ChangeKeyOutcome.NotFound(),
            KeyReference.Ambiguous ambiguous => new ChangeKeyOutcome.Ambiguous(ambiguous),
            _ => throw new UnreachableException(),
        };
    }

    /// <param name="idOrName">The id of the key, or its name if no other valid key has it.</param>
    public async Task<RevokeKeyOutcome> RevokeAsync(string idOrName, Actor actor, CancellationToken cancellation)
    {
        actor.Require(Scopes.Admin);
        return await ResolveAsync(idOrName, cancellation) switch
        {
            KeyReference.Found(var id) => await RevokeAsync(id, actor, cancellation),
            KeyReference.NotFound => new RevokeKeyOutcome.NotFound(),
            KeyReference.Ambiguous ambiguous => new RevokeKeyOutcome.Ambiguous(ambiguous),
            _ => throw new UnreachableException(),
        };
    }

    /// <summary>What is wrong with a request, or null.</summary>
    /// <param name="zone">The company's time zone, in which a date ends.</param>
    public static BilingualText? Validate(CreateApiKeyRequest request, DateTimeOffset now, TimeZoneInfo zone)
    {
        if (ApiKey.ValidateName(request.Name ?? "", Caller.Anonymous.Name) is { } reason)
            return new(
                reason,
                $"يتكون الاسم من 1 إلى {CountedNoun.Character.In(true, ApiKey.MaxNameLength)}، دون مسافات في أوله أو آخره ودون رموز تحكم، "
                    + $"ولا يجوز أن يكون {Caller.Anonymous.Name}."
            );
        if (!ScopeNames.TryParse(request.Scopes ?? [], out _))
        {
            var names = ScopeNames.All.Select(scope => scope.Name).ToList();
            return new($"A scope must be one of {string.Join(", ", names)}.", $"الصلاحيات هي: {string.Join("، ", names)}.");
        }

        if (request.RequestsPerMinute is < 1 or > ApiKey.MaxPerMinute || request.LeadsPerMinute is < 1 or > ApiKey.MaxPerMinute)
            return InvalidLimit;
        if (!KeyPreferences.TryParse(request.Preferences ?? [], out _))
            return InvalidPreferences;
        return ValidateExpiry(request.ExpiresAt, now, zone);
    }

    private static BilingualText? ValidateExpiry(string? expiresAt, DateTimeOffset now, TimeZoneInfo zone)
    {
        if (expiresAt is null)
            return null;
        if (!DateParser.TryParseEnd(expiresAt, zone, out var expires))
            return new(
                "The expiry must be a date, such as 2027-01-01, which is the key's last day, or a date and time, such as "
                    + "2027-01-01T12:00:00+03:00.",
                $"يجب أن يكون موعد الانتهاء تاريخًا مثل {BidiText.Ltr("2027-01-01")}، وهو آخر يوم للمفتاح، أو تاريخًا ووقتًا مثل "
                    + $"{BidiText.Ltr("2027-01-01T12:00:00+03:00")}."
            );
        return expires <= now.UtcDateTime
            ? new("The expiry date is in the past. Send a later one.", "تاريخ انتهاء المفتاح قد مضى. أرسل تاريخًا لاحقًا.")
            : null;
    }

    /// <summary>
    /// Read from the store: a node's own keys can be two seconds old, and a name may have passed to another key since then.
    /// </summary>
    private async Task<KeyReference> ResolveAsync(string idOrName, CancellationToken cancellation) =>
        KeyReference.Resolve(await store.Keys.ReadAsync(cancellation), idOrName, time.GetUtcNow());

    private async Task<ChangeKeyOutcome> ChangeAsync(long id, ApiKeyChange change, AuditEvent audit, CancellationToken cancellation)
    {
        if (await store.Keys.ChangeAsync(id, change, audit, cancellation) is not { } key)
            return new ChangeKeyOutcome.NotFound();
        await RefreshAsync(cancellation);
        Log.KeyChanged(log, id, change.ToString());
        return new ChangeKeyOutcome.Changed(key);
    }

    private async Task<RevokeKeyOutcome> RevokeAsync(long id, Actor actor, CancellationToken cancellation)
    {
        if (!await store.Keys.RevokeAsync(id, time.GetUtcNow().UtcDateTime, actor.Audit(AuditActions.KeyRevoke), cancellation))
            return new RevokeKeyOutcome.NotFound();
        await RefreshAsync(cancellation);
        Log.KeyRevoked(log, id);
        return new RevokeKeyOutcome.Revoked(id);
    }

    private static PerMinuteLimit? ToLimit(RateLimitChange? change) => change is null ? null : new PerMinuteLimit(change.PerMinute);

    /// <summary>
    /// Applies a change on this node at once. When the store cannot be read now, the refresh service does it within a second.
    /// </summary>
    private async Task RefreshAsync(CancellationToken cancellation)
    {
        try
        {
            await cache.RefreshAsync(cancellation);
        }
        catch (StoreUnavailableException e)
        {
            Log.KeysNotRefreshed(log, e.Message);
        }
    }
}
