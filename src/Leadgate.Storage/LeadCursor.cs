namespace Leadgate.Storage;

/// <summary>A position in the order of all leads, newest first.</summary>
/// <param name="BulkId">The id of the bulk.</param>
/// <param name="LeadId">The id of the lead.</param>
internal readonly record struct LeadCursor(long BulkId, long LeadId);
