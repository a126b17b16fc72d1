using Leadgate.Domain.Leads;

namespace Leadgate.Storage.Search;

/// <summary>A lead as the follower has read it.</summary>
/// <param name="Sender">Who sent it.</param>
/// <param name="Source">The value of its source, if it is known.</param>
/// <param name="Errors">What waits to be corrected.</param>
/// <param name="Terms">The hashes of its terms.</param>
internal sealed record FollowedLead(long BulkId, long LeadId, string Sender, int? Source, IReadOnlyList<OpenError> Errors, long[] Terms);
