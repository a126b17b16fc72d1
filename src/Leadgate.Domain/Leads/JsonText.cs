using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Leadgate.Domain.Texts;

namespace Leadgate.Domain.Leads;

/// <summary>Reads JSON strings that may contain unpaired surrogates as escapes, which .NET refuses to decode.</summary>
internal static class JsonText
{
    /// <summary>Whether a JSON string, given with its quotes, has no visible character (promise 5.3).</summary>
    public static bool IsBlank(ReadOnlySpan<byte> json)
    {
        var inner = json[1..^1];
        if (inner.IsEmpty)
            return true;

        // The first character decides for nearly all values; an escape may stand for a space.
        Rune.DecodeFromUtf8(inner, out var first, out _);
        if (!Rune.IsWhiteSpace(first) && first.Value != '\\' && !InvisibleText.IsInvisible(first))
            return false;
        if (HasLoneSurrogate(inner))
            return false;
        var chars = new char[inner.Length];
        return InvisibleText.IsBlank(chars.AsSpan(0, Copy(json, chars)));
    }

    /// <summary>
    /// Decodes a JSON string, given with its quotes, that has no unpaired surrogates. The destination is at least as long as the JSON.
    /// </summary>
    /// <returns>The number of characters.</returns>
    public static int Copy(ReadOnlySpan<byte> json, Span<char> destination)
    {
        var inner = json[1..^1];
        if (!inner.Contains((byte)'\\'))
            return Encoding.UTF8.GetChars(inner, destination);
        var reader = new Utf8JsonReader(json);
        reader.Read();
        return reader.CopyString(destination);
    }

    /// <summary>Whether the text has a <c>\u</c> escape of an unpaired surrogate (promise 5.3).</summary>
    public static bool HasLoneSurrogate(ReadOnlySpan<byte> escaped)
    {
        for (var i = escaped.IndexOf((byte)'\\'); i >= 0 && i < escaped.Length; i++)
        {
            if (escaped[i] != (byte)'\\')
                continue;
            if (!TryReadUnicodeEscape(escaped, i, out var unit))
            {
                i++;
                continue;
            }

            if (char.IsLowSurrogate(unit))
                return true;
            if (char.IsHighSurrogate(unit))
            {
                if (!TryReadUnicodeEscape(escaped, i + 6, out var low) || !char.IsLowSurrogate(low))
                    return true;
                i += 6;
            }

            i += 5;
        }

        return false;
    }

    public static bool TryReadUnicodeEscape(ReadOnlySpan<byte> text, int index, out char unit)
    {
        unit = default;
        if (index + 6 > text.Length || text[index] != (byte)'\\' || text[index + 1] != (byte)'u')
            return false;
        var read = Utf8Parser.TryParse(text.Slice(index + 2, 4), out ushort value, out var consumed, 'x') && consumed == 4;
        unit = (char)value;
        return read;
    }

    /// <summary>Reads <c>1</c>, <c>1.0</c> or <c>1e2</c> in the range of a long.</summary>
    public static bool TryReadWholeNumber(ReadOnlySpan<byte> json, out long number)
    {
        if (long.TryParse(json, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number))
            return true;
        if (
            !decimal.TryParse(json, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            || value != decimal.Truncate(value)
            || value is < long.MinValue or > long.MaxValue
        )
        {
            return false;
        }

        number = (long)value;
        return true;
    }
}
