namespace Leadgate.Storage.Search;

/// <summary>What the follower has done at once.</summary>
/// <param name="Leads">How many leads it has read.</param>
/// <param name="IsIdle">Whether there was nothing to do, or another node does it.</param>
/// <param name="Waiting">How long it waited for others who write.</param>
/// <param name="Writing">How long others who write had to wait for it.</param>
internal readonly record struct FollowedPortion(int Leads, bool IsIdle, TimeSpan Waiting, TimeSpan Writing)
{
    public static FollowedPortion Idle { get; } = new(0, true, TimeSpan.Zero, TimeSpan.Zero);
}
