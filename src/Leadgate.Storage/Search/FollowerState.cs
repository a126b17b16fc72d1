namespace Leadgate.Storage.Search;

/// <summary>How far the follower is behind what is stored.</summary>
/// <param name="OldestPending">When the oldest bulk arrived that is not read yet; null when all new ones are.</param>
/// <param name="PendingBulks">How many new bulks are not read yet, at most <see cref="MaxCount"/>.</param>
/// <param name="PendingChanges">How many changed leads are not read again yet, at most <see cref="MaxCount"/>.</param>
/// <param name="EarlierBulks">How many bulks of before are not read yet, at most <see cref="MaxCount"/>.</param>
internal sealed record FollowerState(DateTime? OldestPending, int PendingBulks, int PendingChanges, int EarlierBulks)
{
    /// <summary>Counts stop here, so that they cost no more with more.</summary>
    public const int MaxCount = 1001;
}
