using System.Text.Json.Serialization;

namespace Leadgate.Contract.FileImports;

/// <summary>
/// What to choose for an import: a JSON merge patch (RFC 7396). What is left out stays as it is; `null` removes a choice, so that the file
/// decides again.
/// </summary>
/// <example>{"encoding": "windows-1256", "columns": {"3": "customerCity", "4": null}, "constants": {"source": "Showroom"}}</example>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record ImportPatch
{
    /// <summary>The encoding of a text file: one of `otherEncodings`, for instance.</summary>
    /// <example>windows-1256</example>
    public string? Encoding { get; init; }

    /// <summary>What stands between the values of a text file: `,`, `;`, a tab, or `|`.</summary>
    /// <example>;</example>
    public string? Delimiter { get; init; }

    /// <summary>The sheet of a workbook: one of `sheets`.</summary>
    /// <example>Leads</example>
    public string? Sheet { get; init; }

    /// <summary>The row with the headers, from 1.</summary>
    /// <example>2</example>
    public int? HeaderRow { get; init; }

    /// <summary>What columns become, by their index: a field, or what else `field` of a column can be; `null` leaves one out.</summary>
    public IReadOnlyDictionary<string, string?>? Columns { get; init; }

    /// <summary>The value of fields, by name, for every row that has none of its own; `null` removes one.</summary>
    public IReadOnlyDictionary<string, string?>? Constants { get; init; }

    /// <summary>What wrong values are read as, instead of all replacements of before; `null` for none. At most 500.</summary>
    public IReadOnlyList<ImportReplacement>? Replacements { get; init; }

    /// <summary>
    /// Whether columns and replacements are to be chosen alike for the next file with these headers. It is `true` unless you say
    /// otherwise.
    /// </summary>
    /// <example>true</example>
    public bool? Remember { get; init; }
}
