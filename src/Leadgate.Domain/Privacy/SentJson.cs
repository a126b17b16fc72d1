using System.Text;
using System.Text.Json;
using Leadgate.Domain.Leads;

namespace Leadgate.Domain.Privacy;

/// <summary>Where JSON that somebody sent holds data of a person.</summary>
/// <param name="IsOwn">
/// Whether it is the person's own: their number or address stands in the field for it, or where nothing can be cut out (in a name of a
/// property, or as the whole).
/// </param>
/// <param name="Values">Where the values stand that name the person: offset and length in bytes.</param>
public sealed record SentJson(bool IsOwn, IReadOnlyList<(int Start, int Length)> Values)
{
    /// <summary>Looks for a person in JSON, in texts and numbers at any depth.</summary>
    /// <param name="json">One complete, valid JSON value.</param>
    /// <param name="person">The person.</param>
    /// <returns>Where, or null when nowhere.</returns>
    public static SentJson? Find(ReadOnlySpan<byte> json, Person person)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = 128 });
        var (isOwn, values, isContact) = (false, new List<(int, int)>(), false);
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    var name = Text(ref reader);
                    isOwn |= person.IsNamedIn(name);
                    isContact = reader.CurrentDepth == 1 && LeadFields.Table.TryFind(name, out var field, out _) && (field == LeadFields.PhoneNumber || field == LeadFields.Email);
                    break;
                case JsonTokenType.String or JsonTokenType.Number:
                    var text = Text(ref reader);
                    isOwn |= isContact && person.IsMeantBy(text);
                    if (!person.IsNamedIn(text)) break;
                    isOwn |= reader.CurrentDepth == 0;
                    values.Add(((int)reader.TokenStartIndex, (int)(reader.BytesConsumed - reader.TokenStartIndex)));
                    break;
            }
        }

        return isOwn || values.Count > 0 ? new SentJson(isOwn, values) : null;
    }

    /// <summary>The JSON with <c>null</c> in place of the values that name the person.</summary>
    /// <param name="json">The JSON that was looked at.</param>
    public byte[] Without(ReadOnlySpan<byte> json)
    {
        using var cut = new MemoryStream(json.Length);
        var from = 0;
        foreach (var (start, length) in Values)
        {
            cut.Write(json[from..start]);
            cut.Write("null"u8);
            from = start + length;
        }

        cut.Write(json[from..]);
        return cut.ToArray();
    }

    /// <summary>The text of a name, a string or a number; one with half a surrogate pair as it stands, for .NET has no string of it.</summary>
    private static string Text(ref Utf8JsonReader reader) => reader.TokenType == JsonTokenType.Number || JsonText.HasLoneSurrogate(reader.ValueSpan)
        ? Encoding.UTF8.GetString(reader.ValueSpan)
        : reader.GetString()!;
}
