namespace Leadgate.Contract.FileImports;

/// <summary>A column of a file.</summary>
public sealed record ImportColumn
{
    /// <summary>The index, from 0.</summary>
    /// <example>0</example>
    public required int Index { get; init; }

    /// <summary>The header.</summary>
    /// <example>الاسم الأول</example>
    public required string Header { get; init; }

    /// <summary>Up to three values.</summary>
    public required IReadOnlyList<string> Samples { get; init; }

    /// <summary>
    /// The field that the column becomes; `*` if it is kept as an unknown property, `phone` if it is a number with or without a country
    /// code, `fullName` for a whole name, `leadgate_row` for the key of a failed row; `null` if it is left out.
    /// </summary>
    /// <example>firstName</example>
    public required string? Field { get; init; }

    /// <summary>
    /// Why: `name` (it is called like the field), `synonym`, `chosen`, `remembered` (from an earlier file), `unknown`, or `own` (the
    /// service itself wrote the column).
    /// </summary>
    /// <example>name</example>
    public required string Reason { get; init; }
}
