using Leadgate.Domain.Leads;

namespace Leadgate.Domain.Bulks;

/// <summary>A bulk that was read and checked, ready to be stored.</summary>
/// <param name="Leads">Every lead in the order sent, those with errors too.</param>
public sealed record CheckedBulk(IReadOnlyList<Lead> Leads)
{
    /// <summary>How many leads have errors.</summary>
    public int ErrorRecords { get; } = Leads.Count(lead => lead.IsError);
}
