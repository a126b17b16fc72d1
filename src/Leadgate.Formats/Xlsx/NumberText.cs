using System.Globalization;
using Leadgate.Formats.Tables;

namespace Leadgate.Formats.Xlsx;

/// <summary>The text that a person sees in a cell with a number.</summary>
internal static class NumberText
{
    private const decimal Percent = 100;

    /// <summary>A number beyond it has more digits than a workbook keeps.</summary>
    private const decimal Largest = 1e15m;

    /// <param name="raw">The number as the file has it.</param>
    /// <param name="format">How it is shown.</param>
    /// <param name="from1904">Whether days are counted from 1904.</param>
    /// <param name="text">What is shown; as the file has it if it can't be told.</param>
    public static CellState Format(ReadOnlySpan<char> raw, CellFormat format, bool from1904, out string? text)
    {
        text = null;
        if (format == default && IsPlain(raw))
            return CellState.Text;
        if (!double.TryParse(raw, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number))
            return CellState.Unreadable;
        if (format.IsDate)
        {
            text = ExcelDate.Format(number, from1904);
            return text is null ? CellState.Unreadable : CellState.Text;
        }

        if (Math.Abs(number) >= (double)Largest)
            return CellState.PrecisionLost;

        // Fifteen digits are certain; what follows comes from adding in binary, and Excel does not show it.
        if (
            !decimal.TryParse(
                number.ToString("G15", CultureInfo.InvariantCulture),
                NumberStyles.Float,
                CultureInfo.InvariantCulture,
                out var exact
            )
        )
            return CellState.PrecisionLost;
        text = format switch
        {
            { IsPercentage: true } => (exact * Percent).ToString("0.############################", CultureInfo.InvariantCulture) + "%",
            { Digits: > 0 } when exact == decimal.Truncate(exact) => exact.ToString(
                new string('0', format.Digits),
                CultureInfo.InvariantCulture
            ),
            _ => exact.ToString("0.############################", CultureInfo.InvariantCulture),
        };
        return CellState.Text;
    }

    /// <summary>Up to fifteen digits, perhaps with a point, as they are shown anyway.</summary>
    private static bool IsPlain(ReadOnlySpan<char> raw)
    {
        if (raw.Length is 0 or > ScientificNumber.MaxDigits)
            return false;
        var points = 0;
        for (var i = 0; i < raw.Length; i++)
        {
            if (raw[i] == '.')
                points++;
            else if (!char.IsAsciiDigit(raw[i]) && !(raw[i] == '-' && i == 0))
                return false;
        }

        return points == 0 || (points == 1 && raw[^1] is not ('0' or '.') && raw[0] != '.');
    }
}
