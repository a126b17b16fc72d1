using Leadgate.Storage;

namespace Leadgate.Server.Persons;

/// <summary>A lead that holds data of a person.</summary>
/// <param name="Stored">The lead.</param>
/// <param name="IsOwn">Whether it is their own.</param>
/// <param name="Paths">Where it names them; in a lead with errors <c>sent</c>, <c>errorList</c> or <c>warningList</c>.</param>
/// <param name="Erasure">What is to be done to erase them from it.</param>
internal sealed record MatchedLead(StoredLead Stored, bool IsOwn, IReadOnlyList<string> Paths, LeadErasure Erasure);
