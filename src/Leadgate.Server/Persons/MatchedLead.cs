using Leadgate.Storage;
using Leadgate.Storage.Revisions;

namespace Leadgate.Server.Persons;

/// <summary>A lead that holds data about a data subject.</summary>
/// <param name="IsOwn">Whether it is shown to the data subject as their own.</param>
/// <param name="IsErasedWhole">Whether it is erased as a whole, and not only what mentions them.</param>
/// <param name="Paths">
/// Where it mentions them: fields; in a lead with errors <c>sent</c>, <c>errorList</c>, or <c>warningList</c>; and <c>revisions</c>.
/// </param>
/// <param name="Places">The same with the names of properties, for those who may see the whole lead.</param>
/// <param name="Erasure">How to erase them from it.</param>
internal sealed record MatchedLead(
    StoredLead Stored,
    bool IsOwn,
    bool IsErasedWhole,
    IReadOnlyList<string> Paths,
    IReadOnlyList<string> Places,
    LeadErasure Erasure
)
{
    /// <summary>Its corrections, the oldest first.</summary>
    public IReadOnlyList<LeadRevision> Revisions { get; init; } = [];
}
