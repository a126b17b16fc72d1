using Leadgate.Formats.Tables;

namespace Leadgate.Formats.Csv;

/// <summary>Finds what separates the cells of a file.</summary>
internal static class CsvDelimiter
{
    /// <summary>In the order of preference.</summary>
    public static readonly IReadOnlyList<char> Candidates = [',', ';', '\t', '|', '\u060C'];

    private const int MaxRecords = 50;

    private static readonly byte[] Declaration = [.. "sep="u8];

    /// <summary>The delimiter by the beginning of a file in UTF-8: the declared one, else the one that finds the most headers.</summary>
    /// <param name="isWhole">Whether the file ends with these bytes.</param>
    public static char Find(ReadOnlySpan<byte> utf8, bool isWhole)
    {
        if (FindDeclared(utf8) is { } declared)
            return declared;
        var (best, score) = (Candidates[0], default((int Names, double Regularity, int Columns)));
        foreach (var candidate in Candidates)
        {
            var found = Rate(utf8, isWhole, candidate);
            if (found.CompareTo(score) > 0)
                (best, score) = (candidate, found);
        }

        return best;
    }

    /// <summary>The delimiter of a first line <c>sep=;</c>, as Excel reads it; null if there is none.</summary>
    public static char? FindDeclared(ReadOnlySpan<byte> utf8)
    {
        utf8 = WithoutMark(utf8);
        var end = utf8.IndexOfAny((byte)'\n', (byte)'\r');
        var line = (end < 0 ? utf8 : utf8[..end]).Trim((byte)'"');
        if (line.Length is < 5 or > 8 || !System.Text.Ascii.EqualsIgnoreCase(line[..4], Declaration))
            return null;
        var text = System.Text.Encoding.UTF8.GetString(line[4..]);
        return text is [var delimiter] && delimiter is not '"' ? delimiter : null;
    }

    private static ReadOnlySpan<byte> WithoutMark(ReadOnlySpan<byte> utf8) =>
        utf8.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? utf8[3..] : utf8;

    /// <summary>How many headers a delimiter finds, and which share of the rows has as many cells as most.</summary>
    private static (int Names, double Regularity, int Columns) Rate(ReadOnlySpan<byte> utf8, bool isWhole, char delimiter)
    {
        utf8 = WithoutMark(utf8);
        var splitter = new CsvSplitter(delimiter);
        var row = new TableRow();
        var rows = new List<string[]>();
        while (rows.Count < MaxRecords)
        {
            var isRead = splitter.TryRead(utf8, isWhole, row, out var consumed);
            utf8 = utf8[consumed..];
            if (!isRead)
                break;
            if (!row.IsBlank)
                rows.Add(row.ToStrings());
        }

        if (rows.Count == 0)
            return default;
        var names = rows.Take(25).Max(HeaderRows.CountNames);
        var most = rows.GroupBy(cells => cells.Length)
            .OrderByDescending(group => group.Count())
            .ThenByDescending(group => group.Key)
            .First();
        return most.Key < 2 ? (names, 0, 1) : (names, (double)most.Count() / rows.Count, most.Key);
    }
}
