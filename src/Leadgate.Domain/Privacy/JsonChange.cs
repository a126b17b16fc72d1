namespace Leadgate.Domain.Privacy;

/// <summary>How stored JSON changes by an erasure.</summary>
/// <param name="IsChanged">Whether the JSON changes at all.</param>
/// <param name="NewJson">The JSON after the change; empty if nothing is left.</param>
internal readonly record struct JsonChange(bool IsChanged, ReadOnlyMemory<byte> NewJson)
{
    public static JsonChange Removed { get; } = new(true, default);

    /// <summary>Removes what mentions the person, or everything if that is not enough.</summary>
    /// <param name="found">What mentions the person, or null.</param>
    public static JsonChange Redact(ReadOnlyMemory<byte> json, SentJsonMatch? found) =>
        found is null ? default
        : found.CanBeRedacted ? new JsonChange(true, found.Redact(json.Span))
        : Removed;
}
