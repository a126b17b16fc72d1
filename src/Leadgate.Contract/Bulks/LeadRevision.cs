using System.Text.Json.Serialization;

namespace Leadgate.Contract.Bulks;

/// <summary>A correction of a lead.</summary>
public sealed record LeadRevision
{
    /// <summary>The version of the lead that the correction made.</summary>
    /// <example>2</example>
    public required int Version { get; init; }

    /// <summary>When the lead was corrected, in UTC.</summary>
    [JsonConverter(typeof(TimestampConverter))]
    public required DateTimeOffset At { get; init; }

    /// <summary>The name of the API key or the member of staff who corrected it.</summary>
    /// <example>website</example>
    public required string By { get; init; }

    /// <summary>
    /// How it was corrected: `api`, `console` (by staff), or `bulk-correction:12` (with all leads that had the same value).
    /// </summary>
    /// <example>api</example>
    public required string Through { get; init; }

    /// <summary>What was changed; empty if only the lists have changed, and with them the errors.</summary>
    public required IReadOnlyList<FieldChange> Changes { get; init; }

    /// <summary>The number of errors before.</summary>
    /// <example>1</example>
    public required int ErrorsBefore { get; init; }

    /// <summary>The number of errors after.</summary>
    /// <example>0</example>
    public required int ErrorsAfter { get; init; }
}
