using System.Globalization;
using System.Text;
using Leadgate.Domain.Texts;

namespace Leadgate.Server.Console.Components;

/// <summary>
/// Splits a value into what can be shown as it is, and characters that would be invisible or would turn the direction of what follows.
/// </summary>
internal static class ValueParts
{
    public static IEnumerable<ValuePart> Split(string value)
    {
        var text = new StringBuilder();
        foreach (var rune in value.EnumerateRunes())
        {
            if (!MustBeNamed(rune))
            {
                text.Append(rune.ToString());
                continue;
            }

            if (text.Length > 0)
                yield return new ValuePart(text.ToString(), IsControl: false);
            text.Clear();
            yield return new ValuePart($"[{GetName(rune)}]", IsControl: true);
        }

        if (text.Length > 0)
            yield return new ValuePart(text.ToString(), IsControl: false);
    }

    /// <summary>
    /// A value for a text that cannot hold elements, such as that of an option or of an attribute that is read out: what is split off is
    /// named in it, and it is isolated from the direction of its neighbors.
    /// </summary>
    public static string ToText(string value) => BidiText.Isolate(string.Concat(Split(value).Select(part => part.Text)));

    /// <summary>Joiners shape letters and emoji, and variation selectors choose a glyph: they belong to the text.</summary>
    private static bool MustBeNamed(Rune rune) =>
        rune.Value is not ('\n' or '\r' or '\t' or 0x200C or 0x200D or (>= 0xFE00 and <= 0xFE0F))
        && (
            Rune.GetUnicodeCategory(rune)
                is UnicodeCategory.Control
                    or UnicodeCategory.LineSeparator
                    or UnicodeCategory.ParagraphSeparator
                    or UnicodeCategory.PrivateUse
            || InvisibleText.IsInvisible(rune)
        );

    private static string GetName(Rune rune) =>
        rune.Value switch
        {
            0x00 => "NUL",
            0x1B => "ESC",
            0xAD => "SHY",
            0x61C => "ALM",
            0x200B => "ZWSP",
            0x200E => "LRM",
            0x200F => "RLM",
            0x2028 => "LS",
            0x2029 => "PS",
            0x202A => "LRE",
            0x202B => "RLE",
            0x202C => "PDF",
            0x202D => "LRO",
            0x202E => "RLO",
            0x2066 => "LRI",
            0x2067 => "RLI",
            0x2068 => "FSI",
            0x2069 => "PDI",
            0xFEFF => "BOM",
            _ => string.Create(CultureInfo.InvariantCulture, $"U+{rune.Value:X4}"),
        };
}
