using System.Globalization;
using Leadgate.Formats.Tables;

namespace Leadgate.Formats.Xlsx;

/// <summary>References of cells, <c>AB12</c>.</summary>
internal static class CellReference
{
    /// <summary>The index of the column, from 0.</summary>
    /// <returns>False if there is no such cell in the row.</returns>
    public static bool TryRead(ReadOnlySpan<char> reference, long row, out int column)
    {
        column = 0;
        var at = 0;
        for (; at < reference.Length && char.IsAsciiLetter(reference[at]); at++)
        {
            column = (column * 26) + (char.ToUpperInvariant(reference[at]) - 'A' + 1);
            if (column > TableRow.MaxColumns)
                return false;
        }

        column--;
        return column >= 0
            && long.TryParse(reference[at..], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number == row;
    }
}
