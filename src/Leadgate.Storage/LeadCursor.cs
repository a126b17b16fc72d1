namespace Leadgate.Storage;

/// <summary>A position in the order of all leads, newest first.</summary>
internal readonly record struct LeadCursor(long BulkId, long LeadId);
