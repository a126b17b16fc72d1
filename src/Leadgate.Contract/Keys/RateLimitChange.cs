using System.Text.Json.Serialization;

namespace Leadgate.Contract.Keys;

/// <summary>A new rate limit: a number, or <c>null</c> in JSON for the service's default.</summary>
/// <param name="PerMinute">The new limit, from 1 to 1,000,000,000; null for the service's default.</param>
[JsonConverter(typeof(RateLimitChangeConverter))]
public sealed record RateLimitChange(int? PerMinute);
