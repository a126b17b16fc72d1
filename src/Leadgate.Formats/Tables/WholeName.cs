using System.Text;
using Leadgate.Domain.Texts;

namespace Leadgate.Formats.Tables;

/// <summary>Divides a whole name into the first name and the rest.</summary>
internal static class WholeName
{
    /// <summary>Words that are a first name only together with the next one: Abdul Aziz, أبو بكر. Folded.</summary>
    private static readonly HashSet<string> Beginnings = new(
        ((string[])["عبد", "أبو", "أم", "Abd", "Abdul", "Abdel", "Abdal", "Abu", "Umm"]).Select(TextFolding.Fold),
        StringComparer.Ordinal
    );

    /// <returns>The name without its rest, and the rest, which is empty for a single word.</returns>
    public static (string First, string Remainder) Divide(ReadOnlySpan<byte> name)
    {
        var words = Encoding.UTF8.GetString(name).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0)
            return ("", "");
        var first = words.Length > 2 && Beginnings.Contains(TextFolding.Fold(words[0])) ? 2 : 1;
        return (string.Join(' ', words[..first]), string.Join(' ', words[first..]));
    }
}
