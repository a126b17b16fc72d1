using Leadgate.Domain.Intake;
using Leadgate.Domain.Leads;
using Leadgate.Storage;

namespace Leadgate.Server.Leads;

/// <summary>A bulk as it is shown (promise 7).</summary>
/// <param name="Stored">The stored bulk; null when it was only checked.</param>
/// <param name="Leads">The leads in the order sent, in portions, so that a large bulk is never in memory as a whole.</param>
internal sealed record BulkRepresentation(
    StoredBulk? Stored,
    int TotalRecords,
    int ErrorRecords,
    IAsyncEnumerable<IEnumerable<LeadRecord>> Leads
)
{
    /// <summary>The number of leads that are written before the response is flushed.</summary>
    public const int PortionSize = 250;

    /// <summary>A bulk that was stored just now, with its leads from memory: what reading it back would give.</summary>
    public static BulkRepresentation ForStored(StoredBulk bulk, ValidatedBulk validated, AssignedIds ids) =>
        new(
            bulk,
            bulk.TotalRecords,
            bulk.ErrorRecords,
            InPortions(
                validated.Leads.Select((lead, i) => new LeadRecord(lead, ids.Leads.Span[i], ids.GetVehicles(i, lead.Vehicles.Count)))
            )
        );

    /// <summary>A bulk that was checked and not stored: it has no ids (promise 6.7).</summary>
    public static BulkRepresentation ForChecked(ValidatedBulk bulk) =>
        new(null, bulk.TotalRecords, bulk.ErrorRecords, InPortions(bulk.Leads.Select(lead => new LeadRecord(lead))));

    private static IAsyncEnumerable<IEnumerable<LeadRecord>> InPortions(IEnumerable<LeadRecord> leads) =>
        leads.Chunk(PortionSize).ToAsyncEnumerable();
}
