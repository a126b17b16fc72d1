using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace Leadgate.Contract.Keys;

/// <summary>An API key to be created.</summary>
/// <example>
/// {"name": "website", "scopes": ["leads:write", "leads:read"], "expiresAt": "2027-01-01", "requestsPerMinute": 600}
/// </example>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record CreateApiKeyRequest
{
    /// <summary>
    /// The name of the sender, recorded as `createdBy`: 1 to 100 characters, no leading or trailing space, no control or format characters.
    /// Keys with the same name see the same leads.
    /// </summary>
    [StringLength(100, MinimumLength = 1)]
    public required string Name { get; init; }

    /// <summary>What the key allows. With no scope, it can only read lists.</summary>
    public IReadOnlyList<string>? Scopes { get; init; }

    /// <summary>
    /// When the key expires; never if omitted. A date is the key's last day, to its end in the company's time zone; otherwise an ISO 8601
    /// date-time in the future.
    /// </summary>
    public string? ExpiresAt { get; init; }

    /// <summary>
    /// The number of requests that the key may send in a minute, on each node, from 1 to 1,000,000,000; the service's default if omitted.
    /// </summary>
    [Range(1, 1_000_000_000)]
    public int? RequestsPerMinute { get; init; }

    /// <summary>
    /// The number of leads that the key may send in a minute, on each node, from 1 to 1,000,000,000; the service's default if omitted.
    /// </summary>
    [Range(1, 1_000_000_000)]
    public int? LeadsPerMinute { get; init; }

    /// <summary>
    /// The preferences of requests that send no others in the header `Prefer`: `handling=strict`, `return=representation`, or both; none if
    /// omitted.
    /// </summary>
    public IReadOnlyList<string>? Preferences { get; init; }
}
