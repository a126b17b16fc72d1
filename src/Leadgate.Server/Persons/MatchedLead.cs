using Leadgate.Storage;

namespace Leadgate.Server.Persons;

/// <summary>A lead that holds data about a data subject.</summary>
/// <param name="IsOwn">Whether it is the data subject's own lead.</param>
/// <param name="Paths">Where it mentions them; in a lead with errors <c>sent</c>, <c>errorList</c>, or <c>warningList</c>.</param>
/// <param name="Erasure">How to erase them from it.</param>
internal sealed record MatchedLead(StoredLead Stored, bool IsOwn, IReadOnlyList<string> Paths, LeadErasure Erasure);
