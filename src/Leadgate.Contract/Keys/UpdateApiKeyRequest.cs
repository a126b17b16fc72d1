using System.Text.Json.Serialization;

namespace Leadgate.Contract.Keys;

/// <summary>New rate limits or default preferences of an API key. What is omitted doesn't change; something must be sent.</summary>
/// <example>{"requestsPerMinute": 600, "leadsPerMinute": null}</example>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record UpdateApiKeyRequest
{
    /// <summary>
    /// The number of requests that the key may send in a minute, on each node, from 1 to 1,000,000,000; `null` for the service's default.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public RateLimitChange? RequestsPerMinute { get; init; }

    /// <summary>
    /// The number of leads that the key may send in a minute, on each node, from 1 to 1,000,000,000; `null` for the service's default.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public RateLimitChange? LeadsPerMinute { get; init; }

    /// <summary>The new default preferences, instead of those that the key has; empty for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Preferences { get; init; }
}
