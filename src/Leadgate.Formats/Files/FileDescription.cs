using Leadgate.Domain.Texts;

namespace Leadgate.Formats.Files;

/// <summary>What was understood of a file.</summary>
internal sealed record FileDescription
{
    public required FileFormat Format { get; init; }

    /// <summary>The name of the encoding; null for a workbook.</summary>
    public string? Encoding { get; init; }

    /// <summary>The encodings that would be possible too, the likeliest first.</summary>
    public IReadOnlyList<string> OtherEncodings { get; init; } = [];

    public char? Delimiter { get; init; }

    public string? Sheet { get; init; }

    /// <summary>The sheets that can be chosen, in order; hidden ones are left out.</summary>
    public IReadOnlyList<string> Sheets { get; init; } = [];

    /// <summary>The row with the headers, from 1, blank rows counted; 0 if there is none, null for a format without headers.</summary>
    public int? HeaderRow { get; init; }

    /// <summary>Empty for a format without columns.</summary>
    public IReadOnlyList<FileColumn> Columns { get; init; } = [];

    /// <summary>The first rows as they are, the headers included; empty for a format without columns.</summary>
    public IReadOnlyList<IReadOnlyList<string>> FirstRows { get; init; } = [];

    /// <summary>What a person should know before importing: hidden sheets and rows, text that was encoded twice, and so on.</summary>
    public IReadOnlyList<BilingualText> Notes { get; init; } = [];

    /// <summary>Why the file can't be imported as it stands, but could with other choices: two columns for one field.</summary>
    public BilingualText? Problem { get; init; }
}
