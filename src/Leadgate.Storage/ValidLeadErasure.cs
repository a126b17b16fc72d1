using Leadgate.Domain.Privacy;

namespace Leadgate.Storage;

/// <summary>What goes from an accepted lead.</summary>
/// <param name="BulkId">The id of its bulk.</param>
/// <param name="LeadId">Its id.</param>
/// <param name="Trace">Where it holds data of the person.</param>
internal sealed record ValidLeadErasure(long BulkId, long LeadId, LeadMatch Trace) : LeadErasure(BulkId, LeadId);
