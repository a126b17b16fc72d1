using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Leadgate.Domain.Wire;

namespace Leadgate.Formats;

/// <summary>What should be a lead and cannot be read as one is kept as a JSON string (promise 6.4).</summary>
internal static class UnreadableText
{
    /// <summary>
    /// The text as a JSON string. A byte that is not UTF-8 is written as <c>\xE9</c>, so that it can be told what was sent.
    /// </summary>
    public static byte[] ToJson(ReadOnlySpan<byte> text)
    {
        var readable = new StringBuilder(text.Length);
        while (!text.IsEmpty)
        {
            if (Rune.DecodeFromUtf8(text, out var rune, out var length) == OperationStatus.Done)
            {
                readable.Append(rune.ToString());
            }
            else
            {
                foreach (var b in text[..length])
                    readable.Append(CultureInfo.InvariantCulture, $"\\x{b:X2}");
            }

            text = text[length..];
        }

        return ToJson(readable.ToString());
    }

    public static byte[] ToJson(string text)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer, WireJson.WriterOptions);
        json.WriteStringValue(text);
        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }
}
