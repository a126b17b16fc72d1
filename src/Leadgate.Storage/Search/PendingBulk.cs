namespace Leadgate.Storage.Search;

/// <summary>A bulk that the follower has to read.</summary>
/// <param name="Done">The last of its leads that has been read; 0 to begin.</param>
/// <param name="Bulk">The bulk.</param>
internal sealed record PendingBulk(PendingKind Kind, long Done, StoredBulk Bulk);
