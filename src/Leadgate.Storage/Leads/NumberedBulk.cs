namespace Leadgate.Storage.Leads;

/// <summary>A bulk with the ids that it was given.</summary>
/// <param name="Stored">The bulk.</param>
/// <param name="New">Its leads and their issues.</param>
/// <param name="Ids">The ids of its leads and vehicles.</param>
internal sealed record NumberedBulk(StoredBulk Stored, NewBulk New, AssignedIds Ids)
{
    /// <summary>One of its leads.</summary>
    public NumberedLead GetLead(int index) =>
        new(Stored.Id, Ids.Leads.Span[index], Ids.FirstVehicles.Span[index], New.Bulk.Leads[index], New.Issues);
}
