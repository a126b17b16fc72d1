using Leadgate.Domain.Leads;

namespace Leadgate.Domain.Intake;

/// <summary>
/// A bulk that was read and validated. Disposing returns its memory to the pool; its leads must not be used after that, neither by the
/// response nor by the store. A bulk that is not disposed is collected like any other object.
/// </summary>
/// <param name="leads">All leads in the order sent, including those with errors.</param>
/// <param name="memory">Holds the values of the leads.</param>
internal sealed class ValidatedBulk(IReadOnlyList<Lead> leads, LeadMemory memory) : IDisposable
{
    /// <summary>About how much memory a lead takes beside its JSON, its vehicles and its issues: its fields and its objects.</summary>
    public const int BytesPerLead = 2048;

    /// <summary>About how much memory a vehicle takes. In JSON, an empty one takes two bytes.</summary>
    public const int BytesPerVehicle = 384;

    /// <summary>About how much memory an error or a warning takes.</summary>
    public const int BytesPerIssue = 192;

    /// <summary>All leads in the order sent, including those with errors.</summary>
    public IReadOnlyList<Lead> Leads { get; private set; } = leads;

    public int TotalRecords { get; } = leads.Count;

    /// <summary>The number of leads with errors.</summary>
    public int ErrorRecords { get; } = leads.Count(lead => lead.HasErrors);

    /// <summary>About how much memory a lead takes beside its JSON.</summary>
    public static long MeasureMemory(Lead lead) =>
        BytesPerLead + (lead.Vehicles.Count * (long)BytesPerVehicle) + ((lead.Errors.Count + lead.Warnings.Count) * (long)BytesPerIssue);

    public void Dispose()
    {
        Leads = [];
        memory.Return();
    }
}
