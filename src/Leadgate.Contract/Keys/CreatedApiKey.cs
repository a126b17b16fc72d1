using System.Text.Json.Serialization;

namespace Leadgate.Contract.Keys;

/// <summary>A new API key with its secret text, which is returned only once.</summary>
/// <example>
/// {"id": 7, "key": "leadgate_test_…", "name": "website", "scopes": ["leads:write", "leads:read"], "hint": "leadgate_test_4tQz",
/// "requestsPerMinute": 600, "leadsPerMinute": null, "preferences": [], "createdAt": "2025-08-24T21:00:00.000Z", "expiresAt": null,
/// "revokedAt": null, "lastUsedAt": null}
/// </example>
public sealed record CreatedApiKey : ApiKey
{
    /// <summary>The key itself, to be sent with every request. Store it safely: it cannot be read again.</summary>
    [JsonPropertyOrder(-1)]
    public required string Key { get; init; }
}
