namespace Leadgate.Domain.Leads;

/// <summary>Where a lead came from.</summary>
/// <param name="BulkId">The id of its bulk.</param>
/// <param name="CreatedAt">When the bulk was stored, UTC.</param>
/// <param name="CreatedBy">Who sent it.</param>
internal sealed record BulkOrigin(long BulkId, DateTime CreatedAt, string CreatedBy);
