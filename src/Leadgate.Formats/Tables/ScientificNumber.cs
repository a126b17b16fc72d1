using System.Globalization;

namespace Leadgate.Formats.Tables;

/// <summary>Numbers in scientific notation, <c>9.665E+11</c>, as spreadsheets write long ones.</summary>
internal static class ScientificNumber
{
    /// <summary>A number of a spreadsheet has no more digits that are certain.</summary>
    public const int MaxDigits = 15;

    /// <summary>Reads a number that was written as it was shown.</summary>
    /// <param name="text">The text of a cell.</param>
    /// <param name="whole">The number with all its digits; null if digits were left out, so that nobody knows them.</param>
    /// <returns>False if the text is no such number.</returns>
    public static bool TryRead(ReadOnlySpan<byte> text, out string? whole)
    {
        whole = null;
        text = text.Trim((byte)' ');
        var e = text.IndexOfAny((byte)'E', (byte)'e');
        if (e < 1 || !int.TryParse(text[(e + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var exponent))
            return false;
        var point = text[..e].IndexOfAny((byte)'.', (byte)',');
        var first = text[..(point < 0 ? e : point)];
        var fraction = point < 0 ? default : text[(point + 1)..e];
        if (
            first.IsEmpty
            || first.ContainsAnyExceptInRange((byte)'0', (byte)'9')
            || fraction.ContainsAnyExceptInRange((byte)'0', (byte)'9')
        )
            return false;

        // With fewer digits than places it was rounded to what fits into the column.
        var digits = first.Length + exponent;
        if (exponent >= 0 && digits <= MaxDigits && fraction.Length >= exponent && !fraction[exponent..].ContainsAnyExcept((byte)'0'))
            whole = System.Text.Encoding.ASCII.GetString([.. first, .. fraction[..exponent]]);
        return true;
    }
}
