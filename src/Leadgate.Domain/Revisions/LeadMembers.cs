using System.Buffers;
using System.Text;
using System.Text.Json;
using Leadgate.Domain.Leads;
using Leadgate.Domain.Wire;

namespace Leadgate.Domain.Revisions;

/// <summary>Reads and writes the JSON of leads property by property, and leaves the values byte for byte as they are.</summary>
internal static class LeadMembers
{
    /// <summary>Leads are read as deep as they are accepted, and deeper where one was stored before that was limited.</summary>
    public static readonly JsonReaderOptions ReaderOptions = new() { MaxDepth = 128 };

    public static bool IsObject(ReadOnlySpan<byte> json) => !json.IsEmpty && json[0] == (byte)'{';

    /// <summary>The properties of an object in their order; none if the JSON is something else.</summary>
    /// <param name="json">One complete, valid value without white space before it.</param>
    /// <param name="table">The fields that names are looked up in.</param>
    public static List<LeadMember> Read(ReadOnlyMemory<byte> json, FieldTable table)
    {
        var members = new List<LeadMember>();
        if (!IsObject(json.Span))
            return members;
        var reader = new Utf8JsonReader(json.Span, ReaderOptions);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = JsonText.HasLoneSurrogate(reader.ValueSpan) ? Encoding.UTF8.GetString(reader.ValueSpan) : reader.GetString()!;
            var nameJson = json.Slice((int)reader.TokenStartIndex, reader.ValueSpan.Length + 2);
            reader.Read();
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            var field = table.TryFind(name, out var found, out _) ? found : null;
            members.Add(new LeadMember(name, field, nameJson, json[start..(int)reader.BytesConsumed]));
        }

        return members;
    }

    /// <summary>The elements of an array; null if the JSON is something else.</summary>
    public static List<ReadOnlyMemory<byte>>? ReadElements(ReadOnlyMemory<byte> json)
    {
        if (json.IsEmpty || json.Span[0] != (byte)'[')
            return null;
        var elements = new List<ReadOnlyMemory<byte>>();
        var reader = new Utf8JsonReader(json.Span, ReaderOptions);
        reader.Read();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            elements.Add(json[start..(int)reader.BytesConsumed]);
        }

        return elements;
    }

    public static byte[] Write(IEnumerable<LeadMember> members)
    {
        using var json = new MemoryStream();
        json.WriteByte((byte)'{');
        foreach (var member in members)
        {
            if (json.Length > 1)
                json.WriteByte((byte)',');
            json.Write(member.NameJson.Span);
            json.WriteByte((byte)':');
            json.Write(member.Value.Span);
        }

        json.WriteByte((byte)'}');
        return json.ToArray();
    }

    /// <summary>A text as a JSON string.</summary>
    public static byte[] WriteText(string text)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer, WireJson.WriterOptions);
        json.WriteStringValue(text);
        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    public static byte[] WriteArray(IEnumerable<ReadOnlyMemory<byte>> elements)
    {
        using var json = new MemoryStream();
        json.WriteByte((byte)'[');
        foreach (var element in elements)
        {
            if (json.Length > 1)
                json.WriteByte((byte)',');
            json.Write(element.Span);
        }

        json.WriteByte((byte)']');
        return json.ToArray();
    }

    /// <summary>Whether two values are the same but for white space and the way their strings are escaped.</summary>
    public static bool AreSame(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b)
    {
        if (a.SequenceEqual(b))
            return true;
        var left = new Utf8JsonReader(a, ReaderOptions);
        var right = new Utf8JsonReader(b, ReaderOptions);
        while (true)
        {
            var (moreLeft, moreRight) = (left.Read(), right.Read());
            if (!moreLeft || !moreRight)
                return moreLeft == moreRight;
            if (left.TokenType != right.TokenType || !AreSameTokens(ref left, ref right))
                return false;
        }
    }

    private static bool AreSameTokens(ref Utf8JsonReader a, ref Utf8JsonReader b)
    {
        if (a.ValueSpan.SequenceEqual(b.ValueSpan))
            return true;
        return a.TokenType is JsonTokenType.String or JsonTokenType.PropertyName
            && !JsonText.HasLoneSurrogate(a.ValueSpan)
            && !JsonText.HasLoneSurrogate(b.ValueSpan)
            && a.GetString() == b.GetString();
    }
}
