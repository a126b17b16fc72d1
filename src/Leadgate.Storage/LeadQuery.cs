namespace Leadgate.Storage;

/// <summary>The conditions of a search (promises 2.5 and 7.4). A null is no condition.</summary>
internal sealed record LeadQuery
{
    /// <summary>Who sent the leads; null for a caller who may see all (promise 10.3).</summary>
    public string? CreatedBy { get; init; }

    public long? BulkId { get; init; }

    /// <summary>The id of a valid lead.</summary>
    public long? LeadId { get; init; }

    /// <summary>The id that the lead has at its sender, exactly.</summary>
    public string? LeadReference { get; init; }

    /// <summary>The earliest time of arrival, UTC.</summary>
    public DateTime? From { get; init; }

    /// <summary>The time before which the leads arrived, UTC.</summary>
    public DateTime? Before { get; init; }

    /// <summary>The values of the sources, any of which matches.</summary>
    public IReadOnlyList<int>? Sources { get; init; }

    /// <summary>The values of the sub-sources, any of which matches.</summary>
    public IReadOnlyList<int>? SubSources { get; init; }

    public bool? IsError { get; init; }

    /// <summary>The last lead of the page before.</summary>
    public LeadCursor? After { get; init; }

    public int Limit { get; init; } = 100;
}
