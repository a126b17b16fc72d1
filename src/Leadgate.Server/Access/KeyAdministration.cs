using System.Globalization;
using Leadgate.Contract.Keys;
using Leadgate.Domain.Access;
using Leadgate.Domain.Audit;
using Leadgate.Domain.Texts;
using Leadgate.Domain.Wire;
using Leadgate.Server.Hosting;
using Leadgate.Storage;
using ApiKey = Leadgate.Domain.Access.ApiKey;

namespace Leadgate.Server.Access;

/// <summary>Lists, creates, limits, and revokes API keys (promise 10.1), for the API and the command line.</summary>
internal sealed class KeyAdministration(
    ILeadStore store,
    ApiKeyCache cache,
    LeadgateSettings settings,
    TimeProvider time,
    ILogger<KeyAdministration> log
)
{
    private static readonly (string English, string Arabic) InvalidLimit = (
        string.Create(
            CultureInfo.InvariantCulture,
            $"A per-minute limit must be a number from 1 to {ApiKey.MaxPerMinute:N0}, or null to use the default."
        ),
        $"يجب أن يكون الحد في الدقيقة عددًا من 1 إلى {ApiKey.MaxPerMinute}، أو null لاستخدام القيمة الافتراضية."
    );

    public Task<IReadOnlyList<ApiKey>> ListAsync(CancellationToken cancellation) => store.Keys.ReadAsync(cancellation);

    public async Task<CreateKeyOutcome> CreateAsync(CreateApiKeyRequest request, Actor actor, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        if (Validate(request, now) is { } invalid)
            return invalid;
        _ = ScopeNames.TryParse(request.Scopes ?? [], out var scopes);
        var text = ApiKeyToken.Generate(settings.Environment);
        var names = ScopeNames.GetNames(scopes);
        var key = await store.Keys.AddAsync(
            new ApiKey
            {
                Name = request.Name,
                Scopes = scopes,
                Hint = ApiKeyToken.GetHint(text),
                Hash = ApiKeyToken.Hash(text),
                CreatedAt = WireTime.TruncateToMilliseconds(now.UtcDateTime),
                ExpiresAt = request.ExpiresAt is { } expires ? WireTime.TruncateToMilliseconds(expires.UtcDateTime) : null,
                RequestsPerMinute = request.RequestsPerMinute,
                LeadsPerMinute = request.LeadsPerMinute,
            },
            actor.Audit(AuditActions.KeyCreate, detail: string.Join(' ', names)),
            cancellation
        );
        await RefreshAsync(cancellation);
        Log.KeyCreated(log, key.Id, string.Join(' ', names));
        return new CreateKeyOutcome.Created(key, text);
    }

    public async Task<LimitKeyOutcome> LimitAsync(long id, UpdateApiKeyRequest request, Actor actor, CancellationToken cancellation)
    {
        RateLimitChange?[] limits = [request.RequestsPerMinute, request.LeadsPerMinute];
        if (limits.All(limit => limit is null) || limits.Any(limit => limit?.PerMinute is < 1 or > ApiKey.MaxPerMinute))
            return new LimitKeyOutcome.Invalid(InvalidLimit.English, InvalidLimit.Arabic);
        var change = new ApiKeyLimitChange(ToLimit(request.RequestsPerMinute), ToLimit(request.LeadsPerMinute));
        var audit = actor.Audit(AuditActions.KeyLimit, detail: change.ToString());
        if (await store.Keys.SetLimitsAsync(id, change, audit, cancellation) is not { } key)
            return new LimitKeyOutcome.NotFound();
        await RefreshAsync(cancellation);
        Log.KeyLimited(log, id, change.ToString());
        return new LimitKeyOutcome.Changed(key);
    }

    public async Task<RevokeKeyOutcome> RevokeAsync(long id, Actor actor, CancellationToken cancellation)
    {
        if (!await store.Keys.RevokeAsync(id, time.GetUtcNow().UtcDateTime, actor.Audit(AuditActions.KeyRevoke), cancellation))
            return new RevokeKeyOutcome.NotFound();
        await RefreshAsync(cancellation);
        Log.KeyRevoked(log, id);
        return new RevokeKeyOutcome.Revoked();
    }

    /// <summary>What is wrong with a request, or null.</summary>
    public static CreateKeyOutcome.Invalid? Validate(CreateApiKeyRequest request, DateTimeOffset now)
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
            return new(InvalidLimit.English, InvalidLimit.Arabic);
        return request.ExpiresAt <= now
            ? new("The expiry date is in the past. Send a later one.", "تاريخ انتهاء المفتاح قد مضى. أرسل تاريخًا لاحقًا.")
            : null;
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
