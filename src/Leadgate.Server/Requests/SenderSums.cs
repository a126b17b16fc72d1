using Leadgate.Domain.Access;
using Leadgate.Storage.Requests;

namespace Leadgate.Server.Requests;

/// <summary>What an API key has sent.</summary>
/// <param name="Key">The key; null for requests without a known one.</param>
/// <param name="Sum">The sums of the hours that are kept; null if there was no request.</param>
/// <param name="Waiting">How many leads of the sender wait for correction.</param>
internal sealed record SenderSums(ApiKey? Key, RequestHour? Sum, long Waiting);
