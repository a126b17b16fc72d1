namespace Leadgate.Storage.Search;

/// <summary>What the follower has read and is about to write.</summary>
/// <param name="Change">The number of the last change of any lead before it was read.</param>
/// <param name="Bulks">The bulks that are read to their end.</param>
/// <param name="Part">A bulk that is read in parts, and the last lead of this part.</param>
/// <param name="Changed">The leads that were read again.</param>
/// <param name="Leads">What was read.</param>
/// <param name="Read">How many leads were read.</param>
internal sealed record PortionToWrite(
    long Change,
    IReadOnlyList<PendingBulk> Bulks,
    (PendingBulk Bulk, long Last)? Part,
    IReadOnlyList<PendingLead> Changed,
    IReadOnlyList<FollowedLead> Leads,
    int Read
)
{
    /// <summary>The last of the new bulks that wait; 0 if none does.</summary>
    public long NewestBulk { get; init; }

    public double LeadsPerBulk =>
        Bulks.Count > 0 ? Bulks.Average(bulk => bulk.Bulk.TotalRecords)
        : Part is { } part ? part.Bulk.Bulk.TotalRecords
        : 0;

    /// <summary>Whether there was more to read, as far as it is known.</summary>
    public bool HasMore =>
        Part is not null || Changed.Count > 0 || Bulks is not [.., { Kind: PendingKind.NewBulk, Bulk.Id: var last }] || last < NewestBulk;

    public bool IsEmpty => Bulks.Count == 0 && Part is null && Changed.Count == 0;
}
