namespace Leadgate.Contract;

/// <summary>The names of headers that the service reads or writes, besides the common ones.</summary>
public static class Headers
{
    /// <summary>The number of leads in the bulk (promise 2.1).</summary>
    public const string TotalRecords = "Leadgate-Total-Records";

    /// <summary>The number of leads with errors (promise 2.1).</summary>
    public const string ErrorRecords = "Leadgate-Error-Records";

    /// <summary>The API key, as an alternative to <c>Authorization: Bearer</c> (promise 10.1).</summary>
    public const string ApiKey = "X-Api-Key";

    /// <summary>The rate limits of the key (IETF draft httpapi-ratelimit-headers, promise 10.4).</summary>
    public const string RateLimitPolicy = "RateLimit-Policy";

    /// <summary>The remaining quota (the same draft, promise 10.4).</summary>
    public const string RateLimit = "RateLimit";

    /// <summary><c>TEST</c> or <c>PROD</c>, in every response (promise 9.2).</summary>
    public const string Environment = "Leadgate-Environment";

    /// <summary>The id of the request in the log and in problem details, in every response (promise 2.11).</summary>
    public const string TraceId = "Leadgate-Trace-Id";

    /// <summary>Since when a route or parameter that the request uses is deprecated (RFC 9745, promise 2.14).</summary>
    public const string Deprecation = "Deprecation";

    /// <summary>Until when it works at least (RFC 8594, promise 2.14).</summary>
    public const string Sunset = "Sunset";

    /// <summary>Identifies a bulk, so that its request can be retried safely (promise 6.6).</summary>
    public const string IdempotencyKey = "Idempotency-Key";

    /// <summary><c>true</c> in the response to a request that was sent before (promise 6.6).</summary>
    public const string IdempotentReplayed = "Idempotent-Replayed";

    /// <summary>Preferences of the sender (RFC 7240, promise 6.5).</summary>
    public const string Prefer = "Prefer";

    /// <summary>The preferences that were applied (RFC 7240 section 3, promise 6.5).</summary>
    public const string PreferenceApplied = "Preference-Applied";
}
