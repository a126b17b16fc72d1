namespace Leadgate.Contract.Bulks;

/// <summary>A bulk of leads, as it is sent.</summary>
public sealed record Bulk
{
    /// <summary>The leads.</summary>
    public required IReadOnlyList<Lead> Leads { get; init; }

    /// <summary>The status of the bulk. A new bulk has the status 1 (created), which is also the default.</summary>
    /// <example>1</example>
    public int? IsProcessed { get; init; }
}
