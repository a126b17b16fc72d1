using Leadgate.Storage.Revisions;

namespace Leadgate.Server.Console.LeadPages;

/// <summary>A correction that came after somebody else's.</summary>
/// <param name="Version">The version that the lead has now.</param>
/// <param name="Others">The revisions since the form was opened.</param>
internal sealed record ConflictView(long Id, int Version, IReadOnlyList<LeadRevision> Others, IReadOnlyList<ConflictRow> Rows)
{
    /// <summary>The query of the list that the lead was opened from; null if it was opened from none.</summary>
    public string? ListQuery { get; init; }
}
