using System.Text.Json;

namespace Leadgate.Domain.Leads;

/// <summary>Where a value stands in the JSON of a lead; nothing of it is copied until it is needed.</summary>
/// <param name="Type">The type of its first token; <see cref="JsonTokenType.None"/> when nothing was sent.</param>
/// <param name="Start">The offset of its first byte in the JSON of the lead, a string's quote included.</param>
/// <param name="Length">Its length in bytes.</param>
/// <param name="IsOtherName">Whether it was sent under the field's other name.</param>
internal readonly record struct RawValue(JsonTokenType Type, int Start, int Length, bool IsOtherName)
{
    public bool IsAbsent => Type == JsonTokenType.None;

    public ReadOnlySpan<byte> SliceOf(ReadOnlySpan<byte> json) => json.Slice(Start, Length);
}
