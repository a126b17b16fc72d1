using System.Globalization;
using Leadgate.Domain.Texts;

namespace Leadgate.Formats.Xlsx;

/// <summary>The ranges of merged cells of a sheet, which stand after its rows. Only the first cell of a range has a value.</summary>
internal sealed class MergedCells
{
    /// <summary>So many are remembered; they are named by the first of them.</summary>
    private const int MaxRanges = 10_000;

    private readonly List<(string Range, long LastRow)> _ranges = [];

    /// <summary>Reads what follows the rows. What is damaged there does not matter: all rows are read.</summary>
    public static MergedCells Read(XmlPart part)
    {
        var merged = new MergedCells();
        try
        {
            while (merged._ranges.Count < MaxRanges && part.Read())
            {
                if (part.IsElement("mergeCell") && part.Reader.GetAttribute("ref") is { } range)
                    merged.Add(range);
            }
        }
        catch (Exception e) when (XlsxAnalyzer.IsDamage(e))
        {
            // The rows before it are whole.
        }

        return merged;
    }

    /// <summary>What becomes of merged cells below the headers; null if there are none.</summary>
    public BilingualText? Describe(long headerRow)
    {
        var below = _ranges.Where(one => one.LastRow > Math.Max(1, headerRow)).ToList();
        if (below.Count == 0)
            return null;
        var (first, others) = (below[0].Range, below.Count - 1);
        return new(
            string.Create(
                CultureInfo.InvariantCulture,
                $"Cells are merged: {first}{(others > 0 ? $" and {others} other ranges" : "")}. Only the first cell of a range has a "
            ) + "value, the others are blank. If the value is that of each row, unmerge the cells in Excel and fill them.",
            string.Create(
                CultureInfo.InvariantCulture,
                $"في الورقة خلايا مدمجة: {BidiText.Ltr(first)}{(others > 0 ? $"، ونطاقات أخرى عددها {others}" : "")}. القيمة في أول "
            ) + "خلية من النطاق وحدها والبقية فارغة. إذا كانت القيمة لكل صف فألغِ الدمج في Excel واملأ الخلايا."
        );
    }

    private void Add(string range)
    {
        var last = range[(range.IndexOf(':', StringComparison.Ordinal) + 1)..];
        var digits = last.AsSpan().TrimStart("ABCDEFGHIJKLMNOPQRSTUVWXYZ$");
        if (range.Length <= 40 && long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var row))
            _ranges.Add((range, row));
    }
}
