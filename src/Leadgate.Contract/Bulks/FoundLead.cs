using System.Text.Json.Serialization;

namespace Leadgate.Contract.Bulks;

/// <summary>A lead that a search has found, with the bulk it came in.</summary>
public record FoundLead : StoredLead
{
    /// <summary>The id of the bulk the lead came in.</summary>
    /// <example>532</example>
    public required long LeadExternalHeaderId { get; init; }

    /// <summary>When the lead was stored, in UTC.</summary>
    [JsonConverter(typeof(TimestampConverter))]
    public required DateTimeOffset CreatedDate { get; init; }

    /// <summary>The name of the sender.</summary>
    /// <example>website</example>
    public required string CreatedBy { get; init; }
}
