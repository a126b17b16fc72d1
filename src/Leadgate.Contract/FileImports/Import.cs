using System.Text.Json.Serialization;

namespace Leadgate.Contract.FileImports;

/// <summary>A file that becomes leads, what was understood of it, and how far that is.</summary>
public sealed record Import
{
    /// <summary>The id.</summary>
    /// <example>12</example>
    public required long Id { get; init; }

    /// <summary>The name of the file; `null` if it was sent without one.</summary>
    /// <example>showroom-november.xlsx</example>
    public required string? Name { get; init; }

    /// <summary>
    /// `ready` (columns can be chosen), `checking`, `checked` (all rows were validated), `running`, `done`, `cancelled`, or `failed`.
    /// </summary>
    /// <example>ready</example>
    public required string Status { get; init; }

    /// <summary>When the file arrived.</summary>
    [JsonConverter(typeof(TimestampConverter))]
    public required DateTimeOffset CreatedDate { get; init; }

    /// <summary>The sender of the leads.</summary>
    /// <example>call-center</example>
    public required string CreatedBy { get; init; }

    /// <summary>When the import was done, failed, or was cancelled; `null` before.</summary>
    [JsonConverter(typeof(TimestampConverter))]
    public required DateTimeOffset? EndedDate { get; init; }

    /// <summary>The size of the file.</summary>
    /// <example>48213</example>
    public required long Bytes { get; init; }

    /// <summary>`csv`, `xlsx`, `ndjson`, `adf`, or `mail`.</summary>
    /// <example>xlsx</example>
    public required string? Format { get; init; }

    /// <summary>The encoding of a text file.</summary>
    /// <example>windows-1256</example>
    public required string? Encoding { get; init; }

    /// <summary>The encodings that would be possible too, the likeliest first.</summary>
    public required IReadOnlyList<string> OtherEncodings { get; init; }

    /// <summary>What stands between the values of a text file.</summary>
    /// <example>;</example>
    public required string? Delimiter { get; init; }

    /// <summary>The sheet of a workbook that is read.</summary>
    /// <example>Leads</example>
    public required string? Sheet { get; init; }

    /// <summary>The sheets of a workbook.</summary>
    public required IReadOnlyList<string> Sheets { get; init; }

    /// <summary>The row with the headers, from 1.</summary>
    /// <example>1</example>
    public required int? HeaderRow { get; init; }

    /// <summary>The columns, and what becomes of them.</summary>
    public required IReadOnlyList<ImportColumn> Columns { get; init; }

    /// <summary>The value of fields, by name, for every row that has none of its own.</summary>
    public required IReadOnlyDictionary<string, string> Constants { get; init; }

    /// <summary>What wrong values are read as. Those of an import that has ended are deleted with its file.</summary>
    public required IReadOnlyList<ImportReplacement> Replacements { get; init; }

    /// <summary>How many cells were corrected.</summary>
    /// <example>3</example>
    public required int Edits { get; init; }

    /// <summary>Whether columns and replacements will be chosen alike for the next file with these headers.</summary>
    public required bool Remember { get; init; }

    /// <summary>What you should know before importing: hidden sheets, or text that was encoded twice.</summary>
    public required IReadOnlyList<ImportMessage> Notes { get; init; }

    /// <summary>The number of rows; `null` as long as they were not counted.</summary>
    /// <example>1200</example>
    public required long? Rows { get; init; }

    /// <summary>The number of rows that are valid leads.</summary>
    /// <example>1164</example>
    public required long Valid { get; init; }

    /// <summary>The number of rows with errors. An import stores them too, so that they can be corrected.</summary>
    /// <example>36</example>
    public required long WithErrors { get; init; }

    /// <summary>The number of rows that name a lead which cannot be corrected; always 0 except for a file of failed rows.</summary>
    /// <example>0</example>
    public required long Skipped { get; init; }

    /// <summary>The number of rows so far: `valid` + `withErrors` + `skipped`. At the end it is `rows`.</summary>
    /// <example>1200</example>
    public required long Processed { get; init; }

    /// <summary>The bulks of the leads that were stored so far.</summary>
    public required IReadOnlyList<long> BulkIds { get; init; }

    /// <summary>The errors that a check has found, those of the most rows first, at most 200.</summary>
    public required IReadOnlyList<ImportError> Errors { get; init; }

    /// <summary>An earlier import of exactly this file, or `null`.</summary>
    public required long? SameAs { get; init; }

    /// <summary>Why the import failed, or cannot start with these columns; `null` if nothing is wrong.</summary>
    public required ImportMessage? Problem { get; init; }
}
