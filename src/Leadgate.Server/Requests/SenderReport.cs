using Leadgate.Domain.Access;
using Leadgate.Storage.Requests;
using Leadgate.Storage.Search;

namespace Leadgate.Server.Requests;

/// <summary>An API key with its last requests.</summary>
/// <param name="Key">The key; null for requests without a known one.</param>
/// <param name="Requests">The newest first.</param>
/// <param name="Older">What leads to older ones, or null.</param>
/// <param name="LastDay">The last 24 hours, the oldest first.</param>
/// <param name="Errors">Those of its leads that wait for correction, the most frequent first.</param>
internal sealed record SenderReport(
    long Id,
    ApiKey? Key,
    IReadOnlyList<LoggedRequest> Requests,
    string? Older,
    IReadOnlyList<RequestHour> LastDay,
    IReadOnlyList<OpenErrorGroup> Errors
);
