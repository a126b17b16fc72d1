using Leadgate.Domain.Privacy;

namespace Leadgate.Storage;

/// <summary>What is erased of a valid lead.</summary>
/// <param name="Match">Where it holds data of the data subject.</param>
internal sealed record ValidLeadErasure(long BulkId, long LeadId, LeadMatch Match) : LeadErasure(BulkId, LeadId);
