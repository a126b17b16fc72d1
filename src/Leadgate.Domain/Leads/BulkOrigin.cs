namespace Leadgate.Domain.Leads;

/// <summary>The bulk that a lead was sent in.</summary>
/// <param name="BulkId">The id of the bulk.</param>
/// <param name="CreatedAt">When the bulk was stored, UTC.</param>
/// <param name="CreatedBy">The sender.</param>
internal sealed record BulkOrigin(long BulkId, DateTime CreatedAt, string CreatedBy);
