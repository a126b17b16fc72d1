using System.Text.Json;

namespace Leadgate.Domain.Leads;

/// <summary>The position of a value in the JSON of a lead; nothing is copied until it is needed.</summary>
/// <param name="Type">The type of its first token; <see cref="JsonTokenType.None"/> if nothing was sent.</param>
/// <param name="Start">The offset of its first byte in the JSON of the lead, including the quote of a string.</param>
/// <param name="Length">Its length in bytes.</param>
/// <param name="IsOtherName">Whether it was sent under the second name of the field.</param>
internal readonly record struct RawValue(JsonTokenType Type, int Start, int Length, bool IsOtherName)
{
    public bool IsAbsent => Type == JsonTokenType.None;

    public ReadOnlySpan<byte> SliceOf(ReadOnlySpan<byte> json) => json.Slice(Start, Length);
}
