using System.Text.Json;

namespace Leadgate.Contract.Issues;

/// <summary>One error or warning of a lead.</summary>
public sealed record LeadIssue
{
    /// <summary>The path of the field inside the lead, such as `vehicles[0].modelFamily`. Empty for the lead as a whole.</summary>
    /// <example>subSource</example>
    public required string Field { get; init; }

    /// <summary>The kind of error or warning. Branch on it and ignore codes you don't know: later versions may add some.</summary>
    /// <example>not-in-parent</example>
    public required string Code { get; init; }

    /// <summary>The value as it was sent, of any JSON type; `null` when the field was missing.</summary>
    public required JsonElement Value { get; init; }

    /// <summary>What to do, in English.</summary>
    public required string ErrorMessage { get; init; }

    /// <summary>What to do, in Arabic.</summary>
    public required string ErrorMessageAr { get; init; }

    /// <summary>
    /// Up to three valid values, nearest first. A correction of another field, or of two fields, is written as JSON members, such as
    /// <c>"customerRegion": "Makkah"</c>.
    /// </summary>
    public required IReadOnlyList<string> Suggestions { get; init; }
}
