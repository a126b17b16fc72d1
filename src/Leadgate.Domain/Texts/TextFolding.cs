using System.Globalization;
using System.Text;

namespace Leadgate.Domain.Texts;

/// <summary>
/// Normalizes texts for comparison (promise 4.1): trimmed, spaces collapsed, lower case, compatibility decomposition without accents;
/// Arabic without tatweel and diacritics, with one form of alef, ya and ta marbuta; Arabic-Indic digits as ASCII. Differences between
/// keyboards are removed too: a hyphen between two letters is a space, typographic apostrophes are straight, and invisible direction
/// marks are ignored.
/// </summary>
internal static class TextFolding
{
    private const char Tatweel = '\u0640';
    private const int AsciiLowerCase = 0x20;

    public static string Fold(string text) => Fold(text, new char[text.Length]).ToString();

    /// <summary>
    /// Folds into the buffer, which is at least as long as the text, if the text is ASCII or Arabic, as nearly all are, so that nothing is
    /// allocated. Any other text is decomposed into a new string first.
    /// </summary>
    public static ReadOnlySpan<char> Fold(ReadOnlySpan<char> text, Span<char> buffer)
    {
        if (IsPlain(text))
            return buffer[..FoldPlain(text, buffer)];
        var decomposed = Decompose(text);
        var larger = new char[decomposed.Length];
        return larger.AsSpan(0, FoldPlain(decomposed, larger));
    }

    /// <summary>
    /// Whether the platform has Unicode tables. Without them (globalization-invariant mode) decomposition silently does nothing, and
    /// Arabic presentation forms would not match; the program refuses to start instead.
    /// </summary>
    public static bool HasUnicodeTables => "\uFEDB".Normalize(NormalizationForm.FormKD) == "\u0643";

    /// <summary>
    /// ASCII, and the Arabic block, whose decompositions <see cref="FoldLetter"/> handles except the four that become two letters:
    /// normalization can be skipped.
    /// </summary>
    private static bool IsPlain(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (c is not (< '\u0080' or (>= '\u0600' and <= '\u06FF')) or (>= '\u0675' and <= '\u0678'))
                return false;
        }

        return true;
    }

    private static string Decompose(ReadOnlySpan<char> text)
    {
        var s = text.ToString();

        // An unpaired surrogate cannot be normalized; such a text is compared as it is.
        return HasLoneSurrogate(s) || s.IsNormalized(NormalizationForm.FormKD) ? s : s.Normalize(NormalizationForm.FormKD);
    }

    private static bool HasLoneSurrogate(string s)
    {
        foreach (var rune in s.EnumerateRunes())
        {
            if (rune == Rune.ReplacementChar)
                return true;
        }

        return false;
    }

    private static int FoldPlain(ReadOnlySpan<char> text, Span<char> destination)
    {
        var written = 0;
        var spaceIsDue = false;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsAsciiLetterOrDigit(c))
            {
                // Nearly all characters of an English text; digits already have the bit of lower case.
                if (spaceIsDue)
                    destination[written++] = ' ';
                spaceIsDue = false;
                destination[written++] = (char)(c | AsciiLowerCase);
                continue;
            }

            if (IsIgnored(c))
                continue;
            if (char.IsWhiteSpace(c) || (IsHyphen(c) && JoinsLetters(text, i, destination[..written], spaceIsDue)))
            {
                spaceIsDue = written > 0;
                continue;
            }

            if (spaceIsDue)
                destination[written++] = ' ';
            spaceIsDue = false;
            destination[written++] = FoldLetter(c);
        }

        return written;
    }

    private static bool JoinsLetters(ReadOnlySpan<char> text, int hyphen, ReadOnlySpan<char> before, bool spaceIsDue)
    {
        if (spaceIsDue || before.IsEmpty || !char.IsLetter(before[^1]))
            return false;
        foreach (var c in text[(hyphen + 1)..])
        {
            if (!IsIgnored(c))
                return char.IsLetter(c);
        }

        return false;
    }

    private static bool IsHyphen(char c) => c is '-' or (>= '\u2010' and <= '\u2015') or '\u2212' or '\uFE63';

    private static bool IsIgnored(char c) =>
        c >= '\u00AD'
        && (
            c == Tatweel
            || c is (>= '\u0300' and <= '\u036F')
            || (c is >= '\u0600' and <= '\u06FF' && CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark)
            || CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.Format
        );

    /// <summary>For all characters except ASCII letters and digits.</summary>
    private static char FoldLetter(char c) =>
        c switch
        {
            < '\u0080' => c,
            'أ' or 'إ' or 'آ' or '\u0671' => 'ا',
            'ى' or 'ئ' or '\u06CC' => 'ي',
            'ؤ' => 'و',
            'ة' or '\u06C1' or '\u06C3' or '\u06D5' or '\u06BE' or '\u06C0' or '\u06C2' => 'ه',
            '\u06A9' => 'ك',
            '\u06D2' or '\u06D3' => 'ي',
            >= '\u0660' and <= '\u0669' => (char)(c - '\u0660' + '0'),
            >= '\u06F0' and <= '\u06F9' => (char)(c - '\u06F0' + '0'),
            '\u2018' or '\u2019' or '\u02BC' or '\u02BB' or '\u02BF' or '\u00B4' => '\'',
            _ when IsHyphen(c) => '-',

            // The rest of the Arabic block has no case, and ToLowerInvariant calls ICU for each letter (docs/performance.md).
            >= '\u0600' and <= '\u06FF' => c,
            _ => char.ToLowerInvariant(c),
        };
}
