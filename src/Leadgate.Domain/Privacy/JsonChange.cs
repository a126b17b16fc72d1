namespace Leadgate.Domain.Privacy;

/// <summary>What becomes of JSON that is kept.</summary>
/// <param name="IsChanged">Whether it changes.</param>
/// <param name="NewJson">What it becomes; empty when nothing is left.</param>
internal readonly record struct JsonChange(bool IsChanged, ReadOnlyMemory<byte> NewJson)
{
    /// <summary>Nothing is left.</summary>
    public static JsonChange Removed { get; } = new(true, default);

    /// <summary>What is left when everything that names a person is cut out.</summary>
    /// <param name="json">The JSON, or empty.</param>
    /// <param name="person">The person.</param>
    public static JsonChange Redact(ReadOnlyMemory<byte> json, DataSubject person) =>
        json.IsEmpty || SentJsonMatch.Find(json.Span, person) is not { } found ? default
        : found.CanBeRedacted ? new JsonChange(true, found.Redact(json.Span))
        : Removed;
}
