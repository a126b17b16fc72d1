namespace Leadgate.Storage;

/// <summary>What is erased of a lead.</summary>
internal abstract record LeadErasure(long BulkId, long LeadId)
{
    /// <summary>The version of the lead that was searched; null for whichever it has.</summary>
    public int? Version { get; init; }

    /// <summary>What is erased of its revisions.</summary>
    public IReadOnlyList<RevisionErasure> Revisions { get; init; } = [];
}
