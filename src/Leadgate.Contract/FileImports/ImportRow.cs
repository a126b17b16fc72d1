using Leadgate.Contract.Issues;

namespace Leadgate.Contract.FileImports;

/// <summary>A row of a file as it would be stored now.</summary>
public sealed record ImportRow
{
    /// <summary>Which row with data it is, from 1; blank rows and headers are not counted.</summary>
    /// <example>12</example>
    public required long Row { get; init; }

    /// <summary>The line of the file on which it begins, from 1, the headers counted.</summary>
    /// <example>13</example>
    public required long Line { get; init; }

    /// <summary>Its errors; empty if it would be a valid lead.</summary>
    public required IReadOnlyList<LeadIssue> Errors { get; init; }
}
