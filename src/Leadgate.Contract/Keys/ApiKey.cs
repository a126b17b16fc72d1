using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace Leadgate.Contract.Keys;

/// <summary>An API key, without its secret text, of which only a hash is stored.</summary>
/// <example>
/// {"id": 7, "name": "website", "scopes": ["leads:write", "leads:read"], "hint": "leadgate_test_4tQz", "requestsPerMinute": 600,
/// "leadsPerMinute": null, "preferences": ["handling=strict"], "createdAt": "2025-08-24T21:00:00.000Z", "expiresAt": null,
/// "revokedAt": null, "lastUsedAt": "2025-08-25T06:12:09.120Z"}
/// </example>
public record ApiKey
{
    /// <summary>The id of the key.</summary>
    [JsonPropertyOrder(-2)]
    public required long Id { get; init; }

    /// <summary>The name of the sender, recorded as `createdBy`. Keys with the same name see the same leads.</summary>
    public required string Name { get; init; }

    /// <summary>What the key allows. With no scope, it can only read lists.</summary>
    public required IReadOnlyList<string> Scopes { get; init; }

    /// <summary>The first characters of the key.</summary>
    public required string Hint { get; init; }

    /// <summary>The number of requests that the key may send in a minute, on each node; `null` for the service's default.</summary>
    [Range(1, 1_000_000_000)]
    public required int? RequestsPerMinute { get; init; }

    /// <summary>The number of leads that the key may send in a minute, on each node; `null` for the service's default.</summary>
    [Range(1, 1_000_000_000)]
    public required int? LeadsPerMinute { get; init; }

    /// <summary>The default preferences of the key, which the header `Prefer` of a request overrides.</summary>
    public required IReadOnlyList<string> Preferences { get; init; }

    /// <summary>When the key was created, in UTC.</summary>
    [JsonConverter(typeof(TimestampConverter))]
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When the key expires, in UTC; `null` if it doesn't.</summary>
    [JsonConverter(typeof(TimestampConverter))]
    public required DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>When the key was revoked, in UTC; `null` if it wasn't.</summary>
    [JsonConverter(typeof(TimestampConverter))]
    public required DateTimeOffset? RevokedAt { get; init; }

    /// <summary>When the key was last used, in UTC, recorded up to a minute late; `null` if it never was.</summary>
    [JsonConverter(typeof(TimestampConverter))]
    public required DateTimeOffset? LastUsedAt { get; init; }
}
