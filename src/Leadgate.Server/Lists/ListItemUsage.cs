namespace Leadgate.Server.Lists;

/// <summary>How many leads have an item of a list.</summary>
/// <param name="Count">How many; of all leads at most <see cref="ListUsageQueries.MaxCount"/>.</param>
/// <param name="Examined">How many of those that arrived last were looked at; null if all leads were counted.</param>
/// <param name="IsOfVehicles">Whether vehicles of leads were counted.</param>
internal sealed record ListItemUsage(long Count, long? Examined, bool IsOfVehicles)
{
    /// <summary>Whether older ones were left out.</summary>
    public bool IsPartial => Examined >= ListUsageQueries.MaxExamined;
}
