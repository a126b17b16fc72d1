using System.Text.Json.Serialization;

namespace Leadgate.Contract.Keys;

/// <summary>Who sends a request, what the caller may do and how much of it is left, and what service answers.</summary>
/// <example>
/// {"name": "website", "keyId": 7, "scopes": ["leads:write", "leads:read"], "expiresAt": null, "preferences": ["handling=strict"],
/// "requestsPerMinute": 600, "requestsLeft": 598, "leadsPerMinute": 1200000, "leadsLeft": 1200000, "environment": "TEST",
/// "version": "1.0.0", "timeZone": "Asia/Riyadh"}
/// </example>
public sealed record CallerInfo
{
    /// <summary>The name of the sender, recorded as `createdBy`.</summary>
    public required string Name { get; init; }

    /// <summary>The id of the API key; `null` if none was sent, to a service that accepts requests without one.</summary>
    public required long? KeyId { get; init; }

    /// <summary>What the caller may do. With no scope, it can only read lists.</summary>
    public required IReadOnlyList<string> Scopes { get; init; }

    /// <summary>When the key expires, in UTC; `null` if it doesn't.</summary>
    [JsonConverter(typeof(TimestampConverter))]
    public required DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>The default preferences of the key, which the header `Prefer` of a request overrides.</summary>
    public required IReadOnlyList<string> Preferences { get; init; }

    /// <summary>The number of requests that this node accepts from the key in a minute; `null` without a key, which has no limit.</summary>
    public required int? RequestsPerMinute { get; init; }

    /// <summary>The number of requests that the key can send to this node now; `null` without a key.</summary>
    public required long? RequestsLeft { get; init; }

    /// <summary>The number of leads that this node accepts from the key in a minute; `null` without a key, which has no limit.</summary>
    public required int? LeadsPerMinute { get; init; }

    /// <summary>The number of leads that the key can send to this node now; `null` without a key.</summary>
    public required long? LeadsLeft { get; init; }

    /// <summary>`TEST` or `PROD`.</summary>
    public required string Environment { get; init; }

    /// <summary>The version of the service.</summary>
    public required string Version { get; init; }

    /// <summary>The company's time zone, in which dates without a time are read.</summary>
    public required string TimeZone { get; init; }
}
