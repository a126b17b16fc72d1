using System.Text.Json.Serialization;

namespace Leadgate.Contract.FileImports;

/// <summary>An import in a list.</summary>
public sealed record ImportSummary
{
    /// <summary>The id.</summary>
    /// <example>12</example>
    public required long Id { get; init; }

    /// <summary>The name of the file; `null` if it was sent without one.</summary>
    /// <example>showroom-november.xlsx</example>
    public required string? Name { get; init; }

    /// <summary>See `status` of an import.</summary>
    /// <example>done</example>
    public required string Status { get; init; }

    /// <summary>When the file arrived.</summary>
    [JsonConverter(typeof(TimestampConverter))]
    public required DateTimeOffset CreatedDate { get; init; }

    /// <summary>The sender of the leads.</summary>
    /// <example>call-center</example>
    public required string CreatedBy { get; init; }

    /// <summary>The number of rows; `null` as long as they were not counted.</summary>
    /// <example>1200</example>
    public required long? Rows { get; init; }

    /// <summary>The number of rows that are valid leads.</summary>
    /// <example>1164</example>
    public required long Valid { get; init; }

    /// <summary>The number of rows with errors.</summary>
    /// <example>36</example>
    public required long WithErrors { get; init; }

    /// <summary>The number of rows that name a lead which cannot be corrected.</summary>
    /// <example>0</example>
    public required long Skipped { get; init; }

    /// <summary>The number of rows so far.</summary>
    /// <example>1200</example>
    public required long Processed { get; init; }
}
