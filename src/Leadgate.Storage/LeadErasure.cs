namespace Leadgate.Storage;

/// <summary>What is erased of a lead.</summary>
/// <param name="BulkId">The id of its bulk.</param>
/// <param name="LeadId">Its id.</param>
internal abstract record LeadErasure(long BulkId, long LeadId);
