using Leadgate.Domain.Revisions;

namespace Leadgate.Server.Imports;

/// <summary>A change of what was chosen for an import: a merge patch, in which what is not named stays.</summary>
internal sealed record ImportChange
{
    /// <summary>What encoding, delimiter, sheet and header row become; a null removes the choice.</summary>
    public IReadOnlyDictionary<string, string?> Format { get; init; } = new Dictionary<string, string?>();

    /// <summary>The target of columns by index; null leaves a column out.</summary>
    public IReadOnlyDictionary<int, string?> Columns { get; init; } = new Dictionary<int, string?>();

    /// <summary>The values of fields by name; null removes one.</summary>
    public IReadOnlyDictionary<string, string?> Constants { get; init; } = new Dictionary<string, string?>();

    /// <summary>What wrong values are read as, instead of all that were chosen before; null if that stays.</summary>
    public IReadOnlyList<ValueRule>? Replacements { get; init; }

    /// <summary>Whether the choices of columns are forgotten before: they were made for other headers.</summary>
    public bool ResetsColumns { get; init; }

    public bool? Remembers { get; init; }

    public const string Encoding = "encoding";
    public const string Delimiter = "delimiter";
    public const string Sheet = "sheet";
    public const string HeaderRow = "headerRow";
}
