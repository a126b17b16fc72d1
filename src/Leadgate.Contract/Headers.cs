namespace Leadgate.Contract;

/// <summary>The headers that the service reads and writes beyond the everyday ones.</summary>
public static class Headers
{
    /// <summary>How many leads the bulk holds (promise 2.1).</summary>
    public const string TotalRecords = "Leadgate-Total-Records";

    /// <summary>How many of them have errors (promise 2.1).</summary>
    public const string ErrorRecords = "Leadgate-Error-Records";

    /// <summary>Shows an API key, besides <c>Authorization: Bearer</c> (promise 10.1).</summary>
    public const string ApiKey = "X-Api-Key";

    /// <summary>What a key may do (IETF draft httpapi-ratelimit-headers, promise 10.4).</summary>
    public const string RateLimitPolicy = "RateLimit-Policy";

    /// <summary>What is left of it (the same draft, promise 10.4).</summary>
    public const string RateLimit = "RateLimit";

    /// <summary><c>TEST</c> or <c>PROD</c>, on every answer (promise 9.2).</summary>
    public const string Environment = "Leadgate-Environment";

    /// <summary>Names one request so that it can be repeated safely (promise 6.6).</summary>
    public const string IdempotencyKey = "Idempotency-Key";

    /// <summary>What the sender prefers (RFC 7240, promise 6.5).</summary>
    public const string Prefer = "Prefer";

    /// <summary>Which preferences were honoured (RFC 7240 section 3, promise 6.5).</summary>
    public const string PreferenceApplied = "Preference-Applied";
}
