using System.Text.Json.Serialization;

namespace Leadgate.Contract.Persons;

/// <summary>A consent that a person gave or refused.</summary>
public sealed record Consent
{
    /// <summary>The field of the lead that holds the consent.</summary>
    [JsonPropertyName("consent")]
    public required string Field { get; init; }

    /// <summary>Whether the person consented.</summary>
    public required bool Given { get; init; }

    /// <summary>The date of the lead (`leadDate`), in UTC; `null` if it has none.</summary>
    [JsonConverter(typeof(TimestampConverter))]
    public required DateTimeOffset? GivenAt { get; init; }

    /// <summary>When the lead was stored, in UTC.</summary>
    [JsonConverter(typeof(TimestampConverter))]
    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>The name of the sender of the lead.</summary>
    public required string RecordedBy { get; init; }
}
