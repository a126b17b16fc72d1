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
    public static BulkRepresentation ForStored(StoredBulk bulk, ValidatedBulk validated, AssignedIds ids, BulkIssues issues) =>
        new(
            bulk,
            bulk.TotalRecords,
            bulk.ErrorRecords,
            InPortions(validated.Leads.Select((lead, i) => CreateRecord(lead, i, ids, issues)))
        );

    /// <summary>A bulk that was checked and not stored: it has no ids (promise 6.7).</summary>
    public static BulkRepresentation ForChecked(ValidatedBulk bulk) =>
        new(null, bulk.TotalRecords, bulk.ErrorRecords, InPortions(bulk.Leads.Select(lead => new LeadRecord(lead))));

    /// <summary>Issues that are not rendered yet are rendered when the lead is written, and not before.</summary>
    private static LeadRecord CreateRecord(Lead lead, int index, AssignedIds ids, BulkIssues issues)
    {
        var isRendered = index < issues.RenderedLeads;
        return new(lead, ids.Leads.Span[index], ids.GetVehicles(index, lead.Vehicles.Count))
        {
            ErrorsJson = isRendered ? issues.GetErrors(index) : default,
            WarningsJson = isRendered ? issues.GetWarnings(index) : default,
        };
    }

    private static IAsyncEnumerable<IEnumerable<LeadRecord>> InPortions(IEnumerable<LeadRecord> leads) =>
        leads.Chunk(PortionSize).ToAsyncEnumerable();
}
