using Leadgate.Domain.Leads;
using Leadgate.Storage.Revisions;

namespace Leadgate.Server.Leads;

/// <summary>A lead that somebody has opened.</summary>
/// <param name="Source">The lead as it was sent and last corrected, which a patch is applied to.</param>
/// <param name="Revisions">The oldest first.</param>
internal sealed record OpenedLead(LeadRecord Lead, ReadOnlyMemory<byte> Source, IReadOnlyList<LeadRevision> Revisions);
