namespace Leadgate.Storage.Leads;

/// <summary>A bulk with the ids that it was given.</summary>
internal sealed record NumberedBulk(StoredBulk Stored, NewBulk New, AssignedIds Ids)
{
    /// <summary>One of its leads.</summary>
    public NumberedLead GetLead(int index) =>
        new(Stored.Id, Ids.Leads.Span[index], Ids.FirstVehicles.Span[index], New.Bulk.Leads[index], New.Issues, index);
}
