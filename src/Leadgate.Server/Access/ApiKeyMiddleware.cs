using Leadgate.Contract;
using Leadgate.Contract.Problems;
using Leadgate.Domain.Access;
using Leadgate.Domain.Texts;
using Leadgate.Server.Hosting;
using Leadgate.Server.Http;
using Leadgate.Server.Telemetry;

namespace Leadgate.Server.Access;

/// <summary>
/// Authenticates requests by their API key (promise 10.2). Not by the framework's authentication, which allocates a handler and a principal
/// for each request and doubles what a list response costs (docs/decisions/0014).
/// </summary>
internal sealed class ApiKeyMiddleware(
    RequestDelegate next,
    KeylessAccessPolicy keylessAccess,
    ApiKeyCache keys,
    ApiKeyRateLimiter limits,
    LeadgateSettings settings,
    LeadgateMetrics metrics,
    TimeProvider time
)
{
    private const string Vary = $"Authorization, {Headers.ApiKey}, Accept-Encoding";
    private const string VaryWithLanguage = $"{Vary}, Accept-Language";
    private const string Bearer = "Bearer";
    private const string InvalidToken = "error=\"invalid_token\"";
    private const string InvalidRequest = "error=\"invalid_request\"";
    private const string CreateCommand = "./leadgate keys create";

    public Task InvokeAsync(HttpContext http)
    {
        if (http.GetEndpoint()?.Metadata.GetMetadata<RequiredScope>() is not { Scope: var scope })
            return next(http);
        http.Response.Headers.Vary = VaryOf(http);
        if (Authenticate(http, out var caller, out var key) is { } unauthorized)
            return RejectAsync(http, key, unauthorized.Problem, unauthorized.Challenge);
        if (key is not null && CountRequest(http, key, scope) is { } exceeded)
        {
            metrics.RecordKeyRejection(key, exceeded.Type);
            http.Features.Set(key);
            return exceeded.ExecuteAsync(http);
        }

        if (!caller!.Scopes.Allow(scope))
        {
            var challenge = $"error=\"insufficient_scope\", scope=\"{ScopeNames.GetNames(scope)[0]}\"";
            return RejectAsync(http, key, MissingScope(scope, key), challenge);
        }
        http.SetCaller(caller);
        return next(http);
    }

    /// <summary>What a response depends on, which problems do too.</summary>
    public static string VaryOf(HttpContext http) =>
        http.GetEndpoint()?.Metadata.GetMetadata<LanguageMetadata>() is null ? Vary : VaryWithLanguage;

    /// <summary>Finds the caller, and its key if it has one.</summary>
    /// <returns>The problem if there is no caller, with what the challenge says of it, or null.</returns>
    private (Problem Problem, string Challenge)? Authenticate(HttpContext http, out Caller? caller, out ApiKey? key)
    {
        (caller, key) = (null, null);
        if (!TryReadKey(http.Request.Headers, out var text))
        {
            var different = Unauthorized(
                $"Authorization and {Headers.ApiKey} hold different keys. Send one key.",
                $"في الترويستين Authorization و {Headers.ApiKey} مفتاحان مختلفان. أرسل مفتاحًا واحدًا."
            );
            return (different, InvalidRequest);
        }

        if (text.Length == 0)
        {
            // A request that shows no key has no error: the challenge only says how to show one (RFC 6750 section 3.1).
            caller = keylessAccess.Allows(http) ? Caller.Anonymous : null;
            return caller is null ? (MissingKey(), "") : null;
        }

        if ((CheckForm(text) ?? FindKey(text, out key)) is { } bad)
            return (bad, InvalidToken);
        caller = new Caller(key!.Name, key.Scopes) { Key = key };
        return null;
    }

    /// <returns>The problem if there is no valid key, or null.</returns>
    private Problem? FindKey(string text, out ApiKey? key)
    {
        (key, var now) = (keys.Find(text), time.GetUtcNow());
        if (key is null)
            return Unauthorized(
                "The key's format is valid, but this service has no such key. Check the address, or ask the operator for a new key.",
                "صيغة المفتاح صحيحة لكنه غير مسجّل في هذه الخدمة. تحقق من عنوان الخدمة أو اطلب مفتاحًا من مشغّلها."
            );
        if (key.RevokedAt is not null)
            return Unauthorized(
                "The key was revoked. Ask the operator for a new one.",
                "أُلغي هذا المفتاح. اطلب مفتاحًا جديدًا من مشغّل الخدمة."
            );
        if (key.ExpiresAt <= now.UtcDateTime)
            return Unauthorized(
                "The key has expired. Ask the operator for a new one.",
                "انتهت صلاحية هذا المفتاح. اطلب مفتاحًا جديدًا من مشغّل الخدمة."
            );
        keys.RecordUse(key, now);
        return null;
    }

    /// <summary>Counts the request, and writes what is left into the response.</summary>
    /// <returns>The problem if a limit is exceeded, or null.</returns>
    private Problem? CountRequest(HttpContext http, ApiKey key, Scopes scope)
    {
        var allowance = limits.For(key);
        var exceeded = allowance.CountRequest(scope == Scopes.LeadsWrite);
        allowance.WriteHeaders(http.Response.Headers);
        http.Features.Set(allowance);
        return exceeded;
    }

    /// <summary>Reads the key from one of two headers, or from both if they hold the same key.</summary>
    /// <returns>False if they hold different keys.</returns>
    private static bool TryReadKey(IHeaderDictionary headers, out string text)
    {
        var authorization = headers.Authorization.ToString();
        var isBearer =
            authorization.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)
            && (authorization.Length == Bearer.Length || authorization[Bearer.Length] == ' ');
        var bearer = (isBearer ? authorization[Bearer.Length..] : authorization).Trim();
        var plain = headers.TryGetValue(Headers.ApiKey, out var values) ? values.ToString().Trim() : "";
        text = bearer.Length > 0 ? bearer : plain;
        return bearer.Length == 0 || plain.Length == 0 || bearer == plain;
    }

    private Problem? CheckForm(string text) =>
        ApiKeyToken.Inspect(text, settings.Environment) switch
        {
            ApiKeyTokenState.NotAKey => Unauthorized(
                "That is not a Leadgate key. Keys start with leadgate_.",
                $"القيمة المرسلة ليست مفتاح Leadgate؛ تبدأ المفاتيح بـ {BidiText.Ltr("leadgate_")}."
            ),
            ApiKeyTokenState.Malformed => Unauthorized(
                "The key is mistyped or incomplete: its checksum does not match. Copy the whole key again.",
                "المفتاح ناقص أو فيه خطأ. انسخه كاملًا من جديد."
            ),
            ApiKeyTokenState.OtherEnvironment => Unauthorized(
                $"This key is for another environment. This service runs in {settings.Environment}; use a {settings.Environment} key.",
                $"هذا المفتاح لبيئة أخرى، وهذه الخدمة تعمل في البيئة {settings.Environment}. استخدم مفتاح هذه البيئة."
            ),
            _ => null,
        };

    private static Problem MissingKey() =>
        Unauthorized(
            $"Send an API key: Authorization: Bearer KEY, or {Headers.ApiKey}: KEY. The operator creates keys with {CreateCommand}.",
            $"أرسل مفتاحًا: {BidiText.Ltr("Authorization: Bearer KEY")} أو {BidiText.Ltr(Headers.ApiKey + ": KEY")}. "
                + $"يُنشئ مشغّل الخدمة المفاتيح بالأمر {BidiText.Ltr(CreateCommand)}."
        );

    /// <summary>The problem of a caller without a scope.</summary>
    public static Problem MissingScope(Scopes scope, ApiKey? key)
    {
        var name = ScopeNames.GetNames(scope)[0];
        var create = $"The operator creates keys with {CreateCommand}.";
        var createAr = $"يُنشئ مشغّل الخدمة المفاتيح بالأمر {BidiText.Ltr(CreateCommand)}.";
        return key is null
            ? new Problem(
                ProblemType.MissingScope,
                $"This request needs a key with the scope {name}, even while the service accepts requests without a key. {create}",
                $"تتطلب هذه العملية مفتاحًا له الصلاحية {name}، حتى عندما تقبل الخدمة الطلبات دون مفتاح. {createAr}"
            )
            : new Problem(
                ProblemType.MissingScope,
                $"The key needs the scope {name}. {create}",
                $"يحتاج المفتاح إلى الصلاحية {name}. {createAr}"
            );
    }

    private static Problem Unauthorized(string detail, string detailAr) => new(ProblemType.Unauthorized, detail, detailAr);

    /// <summary>Rejects a request with the challenge of RFC 6750 section 3.</summary>
    private Task RejectAsync(HttpContext http, ApiKey? key, Problem problem, string challenge)
    {
        metrics.RecordKeyRejection(key, problem.Type);
        if (key is not null)
            http.Features.Set(key);
        http.Response.Headers.WWWAuthenticate = $"Bearer realm=\"leadgate\"{(challenge.Length > 0 ? ", " + challenge : "")}";
        return problem.ExecuteAsync(http);
    }
}
