using System.ComponentModel;

namespace Leadgate.Contract.FileImports;

/// <summary>How to write the failed rows of an import, sent as query parameters.</summary>
public sealed record FailedRowsRequest
{
    /// <summary>The kind of file: `csv`.</summary>
    /// <example>csv</example>
    [DefaultValue("csv")]
    public string? Format { get; init; }

    /// <summary>`off` writes no apostrophe before a text that a spreadsheet would take for a formula: for programs.</summary>
    /// <example>off</example>
    [DefaultValue("on")]
    public string? Guard { get; init; }
}
