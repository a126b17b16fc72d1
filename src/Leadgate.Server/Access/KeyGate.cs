using Leadgate.Contract;
using Leadgate.Contract.Problems;
using Leadgate.Domain.Access;
using Leadgate.Domain.Audit;
using Leadgate.Server.Hosting;
using Leadgate.Server.Problems;
using Leadgate.Server.Signals;

namespace Leadgate.Server.Access;

/// <summary>Marks a route as one that needs a key.</summary>
/// <param name="Scope">What the key must allow; <see cref="Scopes.None"/> for any valid key.</param>
internal sealed record NeedsKey(Scopes Scope);

/// <summary>
/// Lets requests in by their API key (promise 10.2). Our own and not the framework's authentication, which makes a handler and a
/// principal for each request and doubles what a list answer costs (docs/decisions/0014).
/// </summary>
internal sealed class KeyGate(
    RequestDelegate next,
    Doorway doorway,
    CurrentKeys keys,
    KeyLimits limits,
    LeadgateSettings settings,
    LeadgateMetrics metrics,
    TimeProvider time
)
{
    private const string Bearer = "Bearer";

    public Task InvokeAsync(HttpContext http)
    {
        if (http.GetEndpoint()?.Metadata.GetMetadata<NeedsKey>() is not { } needed)
            return next(http);
        var (caller, detail, detailAr) = Identify(http, out var key, out var allowance);
        if (caller is null)
            return Refuse(http, key, new Problem(ProblemType.Unauthorized, detail, detailAr), "");
        if (allowance is not null)
        {
            var refusal = allowance.Count(needed.Scope == Scopes.LeadsWrite);
            allowance.Tell(http.Response.Headers);
            http.Features.Set(allowance);
            if (refusal is not null)
            {
                metrics.CountKeyRefusal(key, refusal.Type);
                return refusal.ExecuteAsync(http);
            }
        }

        if (!caller.Scopes.Allow(needed.Scope))
            return Refuse(
                http,
                key,
                MissingScope(needed.Scope, key),
                $" error=\"insufficient_scope\", scope=\"{ScopeNames.Of(needed.Scope)[0]}\""
            );
        http.SetCaller(caller);
        return next(http);
    }

    private (Caller? Caller, string Detail, string DetailAr) Identify(HttpContext http, out ApiKey? key, out KeyAllowance? allowance)
    {
        (key, allowance) = (null, null);
        var (text, isTwo) = Shown(http.Request.Headers);
        if (isTwo)
            return (
                null,
                $"Authorization and {Headers.ApiKey} show two different keys. Show one.",
                $"يحمل Authorization و{Headers.ApiKey} مفتاحين مختلفين. أرسل واحدًا."
            );
        if (text.Length == 0)
        {
            return doorway.IsOpenFor(http)
                ? (Caller.Anonymous, "", "")
                : (
                    null,
                    $"Show a key: Authorization: Bearer KEY, or {Headers.ApiKey}: KEY. The operator makes one with ./leadgate keys create.",
                    $"أرسل مفتاحًا: Authorization: Bearer KEY أو {Headers.ApiKey}: KEY. يُنشئه المشغّل بالأمر ‎./leadgate keys create‎."
                );
        }

        switch (ApiKeyText.ShapeOf(text, settings.Environment))
        {
            case ApiKeyShape.NoKey:
                return (
                    null,
                    "What was shown is no key of this service; a key begins with leadgate_.",
                    "ما أُرسل ليس مفتاحًا لهذه الخدمة، فالمفتاح يبدأ بـ ‎leadgate_‎."
                );
            case ApiKeyShape.Damaged:
                return (
                    null,
                    "The key is mistyped or cut off: its last characters do not fit the others. Copy it again, whole.",
                    "في المفتاح خطأ كتابة أو نقص. انسخه مرة أخرى كاملًا."
                );
            case ApiKeyShape.OtherEnvironment:
                return (
                    null,
                    $"The key is of another environment; this one is {settings.Environment}.",
                    $"هذا المفتاح لبيئة أخرى، وهذه البيئة هي {settings.Environment}."
                );
        }

        (key, var now) = (keys.Find(text), time.GetUtcNow());
        if (key is null)
            return (null, "The key is well-formed, but this service does not know it.", "المفتاح مكتوب كما يجب لكن هذه الخدمة لا تعرفه.");
        if (key.RevokedAt is not null)
            return (null, "The key was revoked. Ask the operator for a new one.", "أُلغي هذا المفتاح. اطلب مفتاحًا جديدًا من المشغّل.");
        if (key.ExpiresAt <= now.UtcDateTime)
            return (
                null,
                "The key has expired. Ask the operator for a new one.",
                "انتهت صلاحية هذا المفتاح. اطلب مفتاحًا جديدًا من المشغّل."
            );
        keys.NoteUse(key, now);
        allowance = limits.Of(key);
        return (new Caller(key.Name, key.Scopes, key.Id), "", "");
    }

    /// <summary>The key that was shown, in one of two headers; in both, it must be the same.</summary>
    private static (string Text, bool IsTwo) Shown(IHeaderDictionary headers)
    {
        var authorization = headers.Authorization.ToString();
        var isBearer =
            authorization.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)
            && (authorization.Length == Bearer.Length || authorization[Bearer.Length] == ' ');
        var bearer = (isBearer ? authorization[Bearer.Length..] : authorization).Trim();
        var plain = headers.TryGetValue(Headers.ApiKey, out var values) ? values.ToString().Trim() : "";
        if (bearer.Length > 0 && plain.Length > 0)
            return (bearer, bearer != plain);
        return (bearer.Length > 0 ? bearer : plain, false);
    }

    private static Problem MissingScope(Scopes scope, ApiKey? key)
    {
        var name = ScopeNames.Of(scope)[0];
        if (key is null)
            return new Problem(
                ProblemType.MissingScope,
                $"Without a key nobody has the scope {name}, also while the service is open. The operator makes a key with ./leadgate keys create.",
                $"لا أحد يملك الصلاحية {name} دون مفتاح، حتى حين تكون الخدمة مفتوحة. يُنشئ المشغّل مفتاحًا بالأمر ‎./leadgate keys create‎."
            );
        return new Problem(
            ProblemType.MissingScope,
            $"The key needs the scope {name}. The operator makes keys with ./leadgate keys create.",
            $"يحتاج المفتاح إلى الصلاحية {name}. يُنشئ المشغّل المفاتيح بالأمر ‎./leadgate keys create‎."
        );
    }

    /// <summary>The challenge is that of RFC 6750 section 3.</summary>
    private Task Refuse(HttpContext http, ApiKey? key, Problem problem, string challenge)
    {
        metrics.CountKeyRefusal(key, problem.Type);
        http.Response.Headers.WWWAuthenticate = $"Bearer realm=\"leadgate\"{(challenge.Length > 0 ? "," + challenge : "")}";
        return problem.ExecuteAsync(http);
    }
}

/// <summary>Where the caller of a request is kept, what its key may still do, and what the trail says of it.</summary>
internal static class CallerOfRequest
{
    public static void SetCaller(this HttpContext http, Caller caller) => http.Features.Set(caller);

    /// <summary>Counts the leads of a bulk, now that it has been read, and says anew what is left.</summary>
    public static void CountLeads(this HttpContext http, int leads)
    {
        if (http.Features.Get<KeyAllowance>() is not { } allowance)
            return;
        allowance.Leads.Charge(leads);
        allowance.Tell(http.Response.Headers);
    }

    /// <summary>Something that the caller of a request does, for the trail.</summary>
    public static AuditEvent Audit(this HttpContext http, string action, string? record = null, string? detail = null) =>
        new(action, http.Caller().Actor, http.Connection.RemoteIpAddress?.ToString() ?? "", record, detail);

    /// <summary>Who sent a request that the gate let in.</summary>
    public static Caller Caller(this HttpContext http) =>
        http.Features.Get<Caller>() ?? throw new InvalidOperationException("The route asks for no key, and so has no caller.");
}
