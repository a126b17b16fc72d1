namespace Leadgate.Storage.Search;

/// <summary>What the follower has done at once.</summary>
/// <param name="Leads">How many leads it has read.</param>
/// <param name="IsIdle">Whether there was nothing to do, or another node does it.</param>
/// <param name="HasMore">Whether there was more to do, as far as it is known.</param>
/// <param name="Reading">How long reading took.</param>
/// <param name="Waiting">How long it waited for others who write.</param>
/// <param name="Writing">How long others who write had to wait for it.</param>
/// <param name="NewestBulk">The last of the bulks that waited when it was read; 0 if none did.</param>
/// <param name="LeadsPerBulk">How many leads the bulks have that it has read; 0 if it has read none.</param>
internal readonly record struct FollowedPortion(
    int Leads,
    bool IsIdle,
    bool HasMore,
    TimeSpan Reading,
    TimeSpan Waiting,
    TimeSpan Writing,
    long NewestBulk,
    double LeadsPerBulk
)
{
    public static FollowedPortion Idle { get; } = new(0, true, false, default, default, default, 0, 0);
}
