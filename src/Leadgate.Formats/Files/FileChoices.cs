using Leadgate.Domain.Revisions;

namespace Leadgate.Formats.Files;

/// <summary>What a person has chosen in place of what the file suggests; null where nothing was chosen.</summary>
internal sealed record FileChoices
{
    public static FileChoices None { get; } = new();

    /// <summary>The name of an encoding, <c>windows-1256</c>.</summary>
    public string? Encoding { get; init; }

    public char? Delimiter { get; init; }

    /// <summary>The name of a sheet of a workbook.</summary>
    public string? Sheet { get; init; }

    /// <summary>The row with the headers, from 1, blank rows counted; 0 if the file has none.</summary>
    public int? HeaderRow { get; init; }

    /// <summary>The target of a column by its index from 0 (<see cref="FileColumn.Target"/>); null if the column is left out.</summary>
    public IReadOnlyDictionary<int, string?> Columns { get; init; } = new Dictionary<int, string?>();

    /// <summary>What wrong values of the file are read as.</summary>
    public IReadOnlyList<ValueRule> Replacements { get; init; } = [];

    /// <summary>The value of a field, by its name, for every lead that has none of its own.</summary>
    public IReadOnlyDictionary<string, string> Constants { get; init; } = new Dictionary<string, string>();
}
