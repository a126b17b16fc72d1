using System.ComponentModel.DataAnnotations;

namespace Leadgate.Contract.Bulks;

/// <summary>A bulk of leads, as it is sent.</summary>
public sealed record Bulk
{
    /// <summary>The leads.</summary>
    public required IReadOnlyList<Lead> Leads { get; init; }

    /// <summary>The status of the bulk. Only 1 (created), which is also the default, and 0 are accepted.</summary>
    /// <example>1</example>
    [Range(0, 1)]
    public int? IsProcessed { get; init; }
}
