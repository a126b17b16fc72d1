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
    /// <summary>About how much memory a lead takes beside its JSON: its fields and its objects.</summary>
    public const int BytesPerLead = 2048;

    /// <summary>All leads in the order sent, including those with errors.</summary>
    public IReadOnlyList<Lead> Leads { get; private set; } = leads;

    public int TotalRecords { get; } = leads.Count;

    /// <summary>The number of leads with errors.</summary>
    public int ErrorRecords { get; } = leads.Count(lead => lead.HasErrors);

    public void Dispose()
    {
        Leads = [];
        memory.Return();
    }
}
