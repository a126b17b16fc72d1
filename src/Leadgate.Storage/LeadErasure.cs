namespace Leadgate.Storage;

/// <summary>What is erased of a lead.</summary>
internal abstract record LeadErasure(long BulkId, long LeadId);
