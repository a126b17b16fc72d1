using System.Globalization;
using System.Text;
using System.Text.Json;
using Leadgate.Domain.Leads;
using Leadgate.Domain.Texts;

namespace Leadgate.Domain.Privacy;

/// <summary>Where JSON as it was sent contains data of a person.</summary>
/// <param name="BelongsToSubject">
/// Whether the lead is shown to the person as their own: a contact field has their phone number or email address, or another property has
/// and no contact is somebody else's. Some senders wrap the lead in another object.
/// </param>
/// <param name="IsErasedWhole">
/// Whether the lead is erased as a whole: any contact in it is theirs, under whatever name, or no contact is somebody else's.
/// </param>
/// <param name="CanBeRedacted">
/// Whether removing the values is enough; false if a property name or the whole JSON mentions the person.
/// </param>
/// <param name="Cuts">What mentions the person.</param>
/// <param name="IsInReference">Whether the sender's own id for the lead mentions the person.</param>
/// <param name="Places">The outermost properties that mention the person, without names that do so themselves.</param>
internal sealed record SentJsonMatch(
    bool BelongsToSubject,
    bool IsErasedWhole,
    bool CanBeRedacted,
    IReadOnlyList<JsonCut> Cuts,
    bool IsInReference,
    IReadOnlyList<string> Places
)
{
    /// <summary>JSON is read as deep as it is accepted, and deeper where it was stored before that was limited.</summary>
    private const int MaxDepth = 128;

    /// <summary>A property that no field corresponds to is a contact if its text has no more words than this.</summary>
    private const int MaxWords = 3;

    /// <summary>Searches the strings and numbers of one complete, valid JSON value at any depth.</summary>
    /// <returns>Null if nothing was found.</returns>
    public static SentJsonMatch? Find(ReadOnlySpan<byte> json, DataSubject person)
    {
        if (!IsMentionedIn(json, person))
            return null;
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = MaxDepth });
        var (names, cuts, places) = (new string?[MaxDepth + 1], new List<JsonCut>(), new List<string>());
        var (isCertain, isInLead, isContact, hasOther, canBeRedacted, isInReference) = (false, false, false, false, true, false);
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject or JsonTokenType.StartArray:
                    names[reader.CurrentDepth + 1] = null;
                    break;
                case JsonTokenType.PropertyName:
                    var name = names[reader.CurrentDepth] = Text(ref reader);
                    var inName = person.FindIn(name);
                    if (inName == Mention.None)
                        break;
                    isContact |= inName == Mention.Certain;
                    canBeRedacted &= inName != Mention.Certain;
                    cuts.Add(new JsonCut((int)reader.TokenStartIndex, reader.ValueSpan.Length + 2, IsName: true));
                    break;
                case JsonTokenType.String or JsonTokenType.Number:
                    var text = Text(ref reader);
                    var chain = names.AsSpan(1, reader.CurrentDepth);
                    var role = RoleOf(chain);
                    var mention = person.FindIn(text);
                    if (role == Role.Contact && mention == Mention.Possible && IsWholeContact(text))
                        mention = Mention.None;
                    hasOther |= role == Role.Contact && mention != Mention.Certain && !InvisibleText.IsBlank(text);
                    if (mention == Mention.None)
                        break;
                    canBeRedacted &= reader.CurrentDepth > 0;
                    isCertain |= mention == Mention.Certain;
                    isContact |=
                        mention == Mention.Certain && (role == Role.Contact || (role == Role.Unknown && CountWords(text) <= MaxWords));
                    isInLead |= mention == Mention.Certain && reader.CurrentDepth > 0 && chain[0] is { } first && IsContactField(first);
                    isInReference |=
                        reader.CurrentDepth == 1
                        && LeadFields.Table.TryFind(chain[0], out var field, out _)
                        && field == LeadFields.LeadReference;
                    if (chain is [{ } top, ..] && !places.Contains(top) && !person.IsMentionedIn(top))
                        places.Add(top);
                    cuts.Add(new JsonCut((int)reader.TokenStartIndex, (int)(reader.BytesConsumed - reader.TokenStartIndex), IsName: false));
                    break;
            }
        }

        if (cuts.Count == 0)
            return null;
        var belongs = isInLead || (isContact && !hasOther);
        return new SentJsonMatch(
            belongs,
            belongs || isContact || (isCertain && !hasOther) || !canBeRedacted,
            canBeRedacted,
            cuts,
            isInReference,
            places
        );
    }

    /// <summary>Replaces the values that mention the person by <c>null</c>, and such names of properties by another name.</summary>
    public byte[] Redact(ReadOnlySpan<byte> json)
    {
        using var redacted = new MemoryStream(json.Length);
        var from = 0;
        foreach (var cut in Cuts)
        {
            redacted.Write(json[from..cut.Start]);
            redacted.Write(cut.IsName ? "\"erased\""u8 : "null"u8);
            from = cut.Start + cut.Length;
        }

        redacted.Write(json[from..]);
        return redacted.ToArray();
    }

    /// <summary>Whether a string, a number, or a property name at any depth mentions the person.</summary>
    private static bool IsMentionedIn(ReadOnlySpan<byte> json, DataSubject person)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = MaxDepth });
        while (reader.Read())
        {
            if (
                reader.TokenType is JsonTokenType.PropertyName or JsonTokenType.String or JsonTokenType.Number
                && person.IsMentionedIn(Text(ref reader))
            )
                return true;
        }

        return false;
    }

    private static bool IsContactField(string name) =>
        LeadFields.Table.TryFind(name, out var field, out _) && (field == LeadFields.PhoneNumber || field == LeadFields.Email);

    /// <summary>A value in a contact belongs to it, however deep it is nested; otherwise the innermost name decides.</summary>
    private static Role RoleOf(ReadOnlySpan<string?> names)
    {
        var innermost = Role.Unknown;
        foreach (var name in names)
        {
            if (name is null)
                continue;
            innermost = RoleOf(name);
            if (innermost == Role.Contact)
                return Role.Contact;
        }

        return innermost;
    }

    private static Role RoleOf(string name)
    {
        if (IsContactField(name))
            return Role.Contact;
        if (LeadFields.Table.TryFind(name, out _, out _) || VehicleFields.Table.TryFind(name, out _, out _))
            return Role.Other;
        var meant = LeadFields.Table.FindNearestName(name);
        return meant is null ? Role.Unknown
            : IsContactField(meant) ? Role.Contact
            : LeadFields.Table.TryFind(meant, out var field, out _) && field == LeadFields.LeadNote ? Role.Other
            : Role.Unknown;
    }

    /// <summary>Whether a text is a phone number or an email address and nothing else: then it is not a part of another one.</summary>
    private static bool IsWholeContact(string text)
    {
        var visible = InvisibleText.Remove(text).Trim();
        return EmailAddress.IsValid(visible) || (visible.Length > 0 && !visible.Any(char.IsLetter));
    }

    private static int CountWords(string text)
    {
        var (words, isInWord) = (0, false);
        foreach (var c in text)
        {
            words += char.IsLetter(c) && !isInWord ? 1 : 0;
            isInWord = !char.IsWhiteSpace(c) && (isInWord || char.IsLetter(c));
        }

        return words;
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

    /// <summary>What a property is to the question whose lead it is.</summary>
    private enum Role
    {
        Contact,
        Unknown,
        Other,
    }
}
