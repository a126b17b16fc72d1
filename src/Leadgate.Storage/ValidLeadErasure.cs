using Leadgate.Domain.Privacy;

namespace Leadgate.Storage;

/// <summary>What is erased of a valid lead.</summary>
/// <param name="BulkId">The id of its bulk.</param>
/// <param name="LeadId">Its id.</param>
/// <param name="Match">Where it holds data of the person.</param>
internal sealed record ValidLeadErasure(long BulkId, long LeadId, LeadMatch Match) : LeadErasure(BulkId, LeadId);
