using System.Text;
using System.Text.Json;

namespace Leadgate.Domain.Leads;

/// <summary>
/// An item sent as the lists return it, <c>{"value": 1, "label": "Saudi Arabia", …}</c>: as drop-downs keep it (promise 4.1).
/// </summary>
internal static class ItemObject
{
    /// <summary>Finds the member that identifies the item: <c>value</c>, otherwise <c>label</c>.</summary>
    /// <returns>False if the value is not an object or has neither.</returns>
    public static bool TryFindIdentity(ReadOnlySpan<byte> json, RawValue sent, out RawValue identity)
    {
        identity = default;
        if (sent.Type != JsonTokenType.StartObject)
            return false;
        var reader = new Utf8JsonReader(sent.SliceOf(json));
        reader.Read();
        RawValue label = default;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isValue = IsNamed(ref reader, "value");
            var isLabel = !isValue && IsNamed(ref reader, "label");
            reader.Read();
            var (type, start) = (reader.TokenType, (int)reader.TokenStartIndex);
            reader.Skip();
            var member = new RawValue(type, sent.Start + start, (int)reader.BytesConsumed - start, sent.IsOtherName);
            if (IsBlank(member, json))
                continue;
            if (isValue && identity.IsAbsent)
                identity = member;
            else if (isLabel && label.IsAbsent)
                label = member;
        }

        if (identity.IsAbsent)
            identity = label;
        return !identity.IsAbsent;
    }

    private static bool IsBlank(RawValue member, ReadOnlySpan<byte> json) =>
        member.Type == JsonTokenType.Null || (member.Type == JsonTokenType.String && JsonText.IsBlank(member.SliceOf(json)));

    /// <summary>In any case, as the names of properties are.</summary>
    private static bool IsNamed(ref Utf8JsonReader reader, string name) =>
        reader.ValueIsEscaped
            ? !JsonText.HasLoneSurrogate(reader.ValueSpan) && string.Equals(reader.GetString(), name, StringComparison.OrdinalIgnoreCase)
            : Ascii.EqualsIgnoreCase(reader.ValueSpan, name);
}
