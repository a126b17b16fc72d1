namespace Leadgate.Contract.FileImports;

/// <summary>Rows of a file that would have errors.</summary>
public sealed record ImportRowPage
{
    /// <summary>The rows, at most 50; there can be fewer, or none, before the last page.</summary>
    public required IReadOnlyList<ImportRow> Rows { get; init; }

    /// <summary>The value of `from` for the next page; `null` at the end of the file.</summary>
    /// <example>10001</example>
    public required long? Next { get; init; }
}
