namespace Leadgate.Storage.Lists;

/// <summary>How many of the valid leads that arrived last have an item, or how many of the last vehicles.</summary>
/// <param name="Uses">How many have it.</param>
/// <param name="Examined">How many were looked at.</param>
internal sealed record RecentUses(long Uses, long Examined, bool IsOfVehicles);
