using Leadgate.Domain.Leads;

namespace Leadgate.Domain.Intake;

/// <summary>
/// A bulk that was read and checked, ready to be stored. Disposing gives its memory to the bulks that come after it; nobody must use
/// its leads any more then, the store included. One that is not disposed is collected like any other object.
/// </summary>
/// <param name="leads">Every lead in the order sent, those with errors too.</param>
/// <param name="memory">What the leads keep their values in.</param>
internal sealed class ValidatedBulk(IReadOnlyList<Lead> leads, LeadMemory memory) : IDisposable
{
    /// <summary>About how many bytes of memory a lead takes beside what was sent of it: the room of its fields, its objects.</summary>
    public const int BytesOfLead = 2048;

    /// <summary>Every lead in the order sent, those with errors too.</summary>
    public IReadOnlyList<Lead> Leads { get; private set; } = leads;

    /// <summary>How many leads have errors.</summary>
    public int ErrorRecords { get; } = leads.Count(lead => lead.IsError);

    /// <inheritdoc/>
    public void Dispose()
    {
        Leads = [];
        memory.Return();
    }
}
