using Leadgate.Domain.Audit;
using Leadgate.Storage.Audit;

namespace Leadgate.Server.Audit;

/// <summary>What is known of the audit trail without reading it.</summary>
/// <param name="Extent">Where it begins and ends; null if it is empty.</param>
/// <param name="Last">The checkpoint that this node wrote last; null if there is none.</param>
/// <param name="IsContradicted">Whether the trail is not the one that this checkpoint was signed for.</param>
/// <param name="HasKey">Whether this node signs checkpoints.</param>
internal sealed record AuditState(AuditExtent? Extent, AuditCheckpoint? Last, bool IsContradicted, bool HasKey)
{
    /// <summary>How many entries no checkpoint of this node vouches for yet.</summary>
    public long NotYetSigned => Extent is null ? 0 : Math.Max(0, Extent.LastId - (Last?.LastId ?? Extent.FirstId - 1));
}
