using System.Text.Json;
using System.Text.Unicode;
using Leadgate.Domain.Leads;

namespace Leadgate.Domain.Intake;

/// <summary>Checks the syntax of a JSON text that is in memory as a whole, in the words of <see cref="JsonSyntaxError"/>.</summary>
internal static class JsonSyntax
{
    /// <returns>The first fault, or null. A text without a fault can be parsed, and its names and strings can be decoded.</returns>
    public static JsonFault? FindFault(ReadOnlySpan<byte> utf8)
    {
        // The parser checks the encoding only of text that is taken from it.
        if (!Utf8.IsValid(utf8))
            return new(1, 1, "This is not JSON in UTF-8.", "المحتوى ليس JSON بترميز UTF-8.");
        return FindFault(utf8, allowsLoneSurrogates: false);
    }

    /// <summary>The first fault of the syntax alone: a text without one can be parsed, but not all of its strings can be decoded.</summary>
    /// <param name="utf8">Valid UTF-8.</param>
    public static JsonFault? FindSyntaxFault(ReadOnlySpan<byte> utf8) => FindFault(utf8, allowsLoneSurrogates: true);

    private static JsonFault? FindFault(ReadOnlySpan<byte> utf8, bool allowsLoneSurrogates)
    {
        var reader = new Utf8JsonReader(utf8);
        try
        {
            while (reader.Read())
            {
                if (
                    !allowsLoneSurrogates
                    && reader is { TokenType: JsonTokenType.PropertyName or JsonTokenType.String, ValueIsEscaped: true }
                    && JsonText.HasLoneSurrogate(reader.ValueSpan)
                )
                {
                    var before = utf8[..(int)reader.TokenStartIndex];
                    return new(
                        before.Count((byte)'\n') + 1,
                        before.Length - before.LastIndexOf((byte)'\n'),
                        "A text contains an incomplete character (an unpaired surrogate). Remove it.",
                        "في النص حرف يونيكود غير مكتمل (surrogate منفرد). احذفه."
                    );
                }
            }

            return null;
        }
        catch (JsonException e)
        {
            var (line, inLine) = (e.LineNumber ?? 0, e.BytePositionInLine ?? 0);
            var (english, arabic) = new JsonSyntaxError(utf8, GetPosition(utf8, line, inLine), before: 0, reader).Describe();
            return new(line + 1, inLine + 1, english, arabic);
        }
    }

    /// <summary>The place in the bytes of a place that the parser names, both from 0.</summary>
    public static int GetPosition(ReadOnlySpan<byte> utf8, long line, long byteInLine)
    {
        var start = 0;
        for (; line > 0 && utf8[start..].IndexOf((byte)'\n') is var end and >= 0; line--)
            start += end + 1;
        return (int)Math.Min(start + byteInLine, utf8.Length);
    }
}
