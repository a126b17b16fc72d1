using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Leadgate.Domain.Wire;

/// <summary>
/// Writes texts as <see cref="Utf8JsonWriter"/> does with <see cref="WireJson.WriterOptions"/>, but those with quotation marks, as messages
/// have, in one pass: the writer takes such a text through its encoder letter by letter, which takes three times as long.
/// </summary>
internal static class JsonTextWriter
{
    private const int MaxOnStack = 1024;

    /// <summary>Neither these characters nor a quotation mark or backslash needs more than what is done here.</summary>
    private static readonly SearchValues<char> Known = SearchValues.Create([
        .. Enumerable.Range(0x20, 0x5F).Select(c => (char)c),
        .. Enumerable.Range(0x0621, 0x063A - 0x0621 + 1).Select(c => (char)c),
        .. Enumerable.Range(0x0640, 0x0652 - 0x0640 + 1).Select(c => (char)c),
        .. "«»،؛؟…–—’\u2066\u2067\u2068\u2069",
    ]);

    public static void WriteText(this Utf8JsonWriter json, JsonEncodedText name, ReadOnlySpan<char> text)
    {
        if (!text.ContainsAny('"', '\\') || text.ContainsAnyExcept(Known))
        {
            json.WriteString(name, text);
            return;
        }

        json.WritePropertyName(name);

        // Each character has at most three bytes of UTF-8, or two when it is escaped.
        var size = (text.Length * 3) + 2;
        var rented = size <= MaxOnStack ? null : ArrayPool<byte>.Shared.Rent(size);
        var utf8 = rented ?? stackalloc byte[MaxOnStack];
        utf8[0] = (byte)'"';
        var written = 1;
        while (!text.IsEmpty)
        {
            var plain = text.IndexOfAny('"', '\\');
            if (plain < 0)
                plain = text.Length;
            written += Encoding.UTF8.GetBytes(text[..plain], utf8[written..]);
            if (plain < text.Length)
            {
                utf8[written++] = (byte)'\\';
                utf8[written++] = (byte)text[plain++];
            }

            text = text[plain..];
        }

        utf8[written++] = (byte)'"';
        json.WriteRawValue(utf8[..written], skipInputValidation: true);
        if (rented is not null)
            ArrayPool<byte>.Shared.Return(rented, clearArray: true);
    }
}
