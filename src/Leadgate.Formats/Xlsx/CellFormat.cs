namespace Leadgate.Formats.Xlsx;

/// <summary>How the numbers of a style are shown, as far as it matters for what they mean.</summary>
/// <param name="IsDate">As a date, a time, or both.</param>
/// <param name="IsPercentage">Times 100, with a sign.</param>
/// <param name="Digits">Whole numbers have at least so many digits, with leading zeros.</param>
internal readonly record struct CellFormat(bool IsDate, bool IsPercentage, int Digits)
{
    /// <summary>By the number of a format that every workbook has.</summary>
    public static CellFormat FromId(int id) =>
        new(id is (>= 14 and <= 22) or (>= 27 and <= 36) or (>= 45 and <= 47) or (>= 50 and <= 58), id is 9 or 10, 0);

    /// <summary>By a code such as <c>dd/mm/yyyy</c>. What is quoted, escaped, or in brackets is shown as it is, or is a color.</summary>
    public static CellFormat FromCode(string code)
    {
        var (isDate, isPercentage, zeros, others) = (false, false, 0, 0);
        for (var i = 0; i < code.Length; i++)
        {
            switch (code[i])
            {
                case ';':
                    i = code.Length;
                    break;
                case '"':
                    i = IndexOf(code, '"', i + 1);
                    others++;
                    break;
                case '[':
                    var end = IndexOf(code, ']', i + 1);
                    isDate |= IsElapsed(code.AsSpan()[(i + 1)..end]);
                    i = end;
                    break;
                case '\\' or '_' or '*':
                    i++;
                    others++;
                    break;
                case 'y' or 'Y' or 'm' or 'M' or 'd' or 'D' or 'h' or 'H' or 's' or 'S':
                    isDate = true;
                    break;
                case '%':
                    isPercentage = true;
                    break;
                case '0':
                    zeros++;
                    break;
                default:
                    others++;
                    break;
            }
        }

        return new(isDate, isPercentage && !isDate, zeros > 1 && others == 0 && !isDate && !isPercentage ? zeros : 0);
    }

    private static int IndexOf(string code, char c, int start) => code.IndexOf(c, start) is var at and >= 0 ? at : code.Length;

    /// <summary>Hours, minutes, or seconds beyond a day: <c>[h]:mm</c>.</summary>
    private static bool IsElapsed(ReadOnlySpan<char> bracket) =>
        bracket is ['h' or 'H' or 'm' or 'M' or 's' or 'S', ..]
        && !bracket.ContainsAnyExcept(char.ToLowerInvariant(bracket[0]), char.ToUpperInvariant(bracket[0]));
}
