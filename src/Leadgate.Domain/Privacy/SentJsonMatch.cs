using System.Globalization;
using System.Text;
using System.Text.Json;
using Leadgate.Domain.Leads;

namespace Leadgate.Domain.Privacy;

/// <summary>Where JSON that somebody sent holds data of a person.</summary>
/// <param name="BelongsToSubject">
/// Whether it is the person's own: their number or address stands in the field for it. That is the field of the lead itself or, where it
/// has none, one deeper down: some wrap a lead once more.
/// </param>
/// <param name="CanBeRedacted">Whether cutting out the values takes everything away; not so where a property's name or the whole names them.</param>
/// <param name="Values">Where the values stand that name the person: offset and length in bytes.</param>
internal sealed record SentJsonMatch(bool BelongsToSubject, bool CanBeRedacted, IReadOnlyList<(int Start, int Length)> Values)
{
    /// <summary>Looks for a person in JSON, in texts and numbers at any depth.</summary>
    /// <param name="json">One complete, valid JSON value.</param>
    /// <param name="person">The person.</param>
    /// <returns>Where, or null when nowhere.</returns>
    public static SentJsonMatch? Find(ReadOnlySpan<byte> json, DataSubject person)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = 128 });
        var (values, contact, canBeCut) = (new List<(int, int)>(), new ContactField(), true);
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    var name = Text(ref reader);
                    canBeCut &= !person.IsMentionedIn(name);
                    contact.Enter(name, reader.CurrentDepth);
                    break;
                case JsonTokenType.String or JsonTokenType.Number:
                    var isNamed = person.IsMentionedIn(Text(ref reader));
                    contact.Note(isNamed);
                    if (!isNamed)
                        break;
                    canBeCut &= reader.CurrentDepth > 0;
                    values.Add(((int)reader.TokenStartIndex, (int)(reader.BytesConsumed - reader.TokenStartIndex)));
                    break;
            }
        }

        return values.Count > 0 || !canBeCut ? new SentJsonMatch(contact.IsOwn, canBeCut, values) : null;
    }

    /// <summary>The JSON with <c>null</c> in place of the values that name the person.</summary>
    /// <param name="json">The JSON that was looked at.</param>
    public byte[] Redact(ReadOnlySpan<byte> json)
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

    /// <summary>The text of a name or a string, or a number without its exponent.</summary>
    private static string Text(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Number)
            return JsonText.TryReadWholeNumber(reader.ValueSpan, out var whole)
                ? whole.ToString(CultureInfo.InvariantCulture)
                : Encoding.UTF8.GetString(reader.ValueSpan);
        return JsonText.HasLoneSurrogate(reader.ValueSpan) ? Decode(reader.ValueSpan) : reader.GetString()!;
    }

    /// <summary>A text with half a surrogate pair in it, which the framework does not decode.</summary>
    private static string Decode(ReadOnlySpan<byte> escaped)
    {
        var text = new StringBuilder(escaped.Length);
        for (int at; (at = escaped.IndexOf((byte)'\\')) >= 0; )
        {
            text.Append(Encoding.UTF8.GetString(escaped[..at]));
            var isUnit = JsonText.TryReadUnicodeEscape(escaped, at, out var unit);
            text.Append(
                isUnit ? unit
                : escaped[at + 1] is (byte)'"' or (byte)'\\' or (byte)'/' ? (char)escaped[at + 1]
                : ' '
            );
            escaped = escaped[(at + (isUnit ? 6 : 2))..];
        }

        return text.Append(Encoding.UTF8.GetString(escaped)).ToString();
    }

    /// <summary>Whether what is read now stands in a field for a phone number or an address, and whether one of them is the person's.</summary>
    private struct ContactField()
    {
        private int _depth = int.MaxValue;
        private bool _isOfLead;
        private bool _ownOfLead;
        private bool _ownDeeper;

        public readonly bool IsOwn => _ownOfLead || (_ownDeeper && !_isOfLead);

        /// <summary>A property begins; what is deeper down in a contact field belongs to it.</summary>
        public void Enter(string name, int depth)
        {
            if (depth > _depth)
                return;
            var isContact =
                LeadFields.Table.TryFind(name, out var field, out _) && (field == LeadFields.PhoneNumber || field == LeadFields.Email);
            _depth = isContact ? depth : int.MaxValue;
        }

        public void Note(bool isNamed)
        {
            if (_depth == int.MaxValue)
                return;
            _isOfLead |= _depth == 1;
            _ownOfLead |= isNamed && _depth == 1;
            _ownDeeper |= isNamed && _depth > 1;
        }
    }
}
