namespace Leadgate.Contract.Bulks;

/// <summary>The corrections of a lead.</summary>
public sealed record LeadRevisions
{
    /// <summary>The corrections, the oldest first.</summary>
    public required IReadOnlyList<LeadRevision> Revisions { get; init; }
}
