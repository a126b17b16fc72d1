namespace Leadgate.Contract.FileImports;

/// <summary>A page of imports, newest first.</summary>
public sealed record ImportPage
{
    /// <summary>The imports.</summary>
    public required IReadOnlyList<ImportSummary> Imports { get; init; }

    /// <summary>`cursor` of the next page; `null` on the last one.</summary>
    /// <example>"12"</example>
    public required string? Next { get; init; }
}
