using System.Globalization;
using System.Text;
using System.Text.Json;
using Leadgate.Domain.Leads;

namespace Leadgate.Domain.Privacy;

/// <summary>Where JSON as it was sent contains data of a person.</summary>
/// <param name="BelongsToSubject">
/// Whether the lead belongs to the person: a contact field has their phone number or email address. If the lead has no contact field, one
/// in a nested object counts: some senders wrap the lead in another object.
/// </param>
/// <param name="CanBeRedacted">
/// Whether removing the values is enough; false if a property name or the whole JSON mentions the person.
/// </param>
/// <param name="Values">Offset and length in bytes of the values that mention the person.</param>
/// <param name="IsInReference">Whether the sender's own id for the lead mentions the person.</param>
internal sealed record SentJsonMatch(
    bool BelongsToSubject,
    bool CanBeRedacted,
    IReadOnlyList<(int Start, int Length)> Values,
    bool IsInReference
)
{
    /// <summary>Searches the strings and numbers of one complete, valid JSON value at any depth.</summary>
    /// <returns>Null if nothing was found.</returns>
    public static SentJsonMatch? Find(ReadOnlySpan<byte> json, DataSubject person)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = 128 });
        var (values, contact, canBeCut) = (new List<(int, int)>(), new ContactField(), true);
        var (isReference, isInReference) = (false, false);
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    var name = Text(ref reader);
                    canBeCut &= !person.IsMentionedIn(name);
                    contact.Enter(name, reader.CurrentDepth);
                    isReference =
                        reader.CurrentDepth == 1
                        && LeadFields.Table.TryFind(name, out var field, out _)
                        && field == LeadFields.LeadReference;
                    break;
                case JsonTokenType.String or JsonTokenType.Number:
                    var isMentioned = person.IsMentionedIn(Text(ref reader));
                    contact.Record(isMentioned);
                    if (!isMentioned)
                        break;
                    canBeCut &= reader.CurrentDepth > 0;
                    isInReference |= isReference;
                    values.Add(((int)reader.TokenStartIndex, (int)(reader.BytesConsumed - reader.TokenStartIndex)));
                    break;
            }
        }

        return values.Count > 0 || !canBeCut ? new SentJsonMatch(contact.BelongsToSubject, canBeCut, values, isInReference) : null;
    }

    /// <summary>Replaces the values that mention the person by <c>null</c>.</summary>
    public byte[] Redact(ReadOnlySpan<byte> json)
    {
        using var redacted = new MemoryStream(json.Length);
        var from = 0;
        foreach (var (start, length) in Values)
        {
            redacted.Write(json[from..start]);
            redacted.Write("null"u8);
            from = start + length;
        }

        redacted.Write(json[from..]);
        return redacted.ToArray();
    }

    /// <summary>The text of a property name or a string, or a number without exponent.</summary>
    private static string Text(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Number)
            return JsonText.TryReadWholeNumber(reader.ValueSpan, out var whole)
                ? whole.ToString(CultureInfo.InvariantCulture)
                : Encoding.UTF8.GetString(reader.ValueSpan);
        return JsonText.HasLoneSurrogate(reader.ValueSpan) ? Decode(reader.ValueSpan) : reader.GetString()!;
    }

    /// <summary>Decodes a text with an unpaired surrogate, which the framework refuses.</summary>
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

    /// <summary>Tracks whether the current value is in a contact field, and whether one has a value of the person.</summary>
    private struct ContactField()
    {
        private int _depth = int.MaxValue;
        private bool _leadHasContact;
        private bool _matchesInLead;
        private bool _matchesNested;

        public readonly bool BelongsToSubject => _matchesInLead || (_matchesNested && !_leadHasContact);

        /// <summary>A nested value in a contact field belongs to it.</summary>
        public void Enter(string name, int depth)
        {
            if (depth > _depth)
                return;
            var isContact =
                LeadFields.Table.TryFind(name, out var field, out _) && (field == LeadFields.PhoneNumber || field == LeadFields.Email);
            _depth = isContact ? depth : int.MaxValue;
        }

        public void Record(bool isMentioned)
        {
            if (_depth == int.MaxValue)
                return;
            _leadHasContact |= _depth == 1;
            _matchesInLead |= isMentioned && _depth == 1;
            _matchesNested |= isMentioned && _depth > 1;
        }
    }
}
