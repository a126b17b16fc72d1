namespace Leadgate.Storage;

/// <summary>Which leads are looked for (promises 2.5 and 7.4). What is null does not matter.</summary>
internal sealed record LeadQuery
{
    /// <summary>Who sent them; null for whoever may see all (promise 10.3).</summary>
    public string? CreatedBy { get; init; }

    /// <summary>The id of their bulk.</summary>
    public long? BulkId { get; init; }

    /// <summary>The id of an accepted lead.</summary>
    public long? LeadId { get; init; }

    /// <summary>The earliest moment of arrival, UTC.</summary>
    public DateTime? From { get; init; }

    /// <summary>The moment that they arrived before, UTC.</summary>
    public DateTime? Before { get; init; }

    /// <summary>The values of their sources, any of them.</summary>
    public IReadOnlyList<int>? Sources { get; init; }

    /// <summary>The values of their sub-sources, any of them.</summary>
    public IReadOnlyList<int>? SubSources { get; init; }

    /// <summary>Whether they have errors.</summary>
    public bool? IsError { get; init; }

    /// <summary>The last lead of the page before.</summary>
    public LeadCursor? After { get; init; }

    /// <summary>The most leads.</summary>
    public int Limit { get; init; } = 100;
}
