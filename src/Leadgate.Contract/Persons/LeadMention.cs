using System.Text.Json.Serialization;

namespace Leadgate.Contract.Persons;

/// <summary>A lead of another person that mentions the person. The rest of the lead is not shown.</summary>
public sealed record LeadMention
{
    /// <summary>The id of the bulk the lead came in.</summary>
    public required long LeadExternalHeaderId { get; init; }

    /// <summary>The id of the lead.</summary>
    public required long LeadExternalId { get; init; }

    /// <summary>When the lead was stored, in UTC.</summary>
    [JsonConverter(typeof(TimestampConverter))]
    public required DateTimeOffset CreatedDate { get; init; }

    /// <summary>The name of the sender.</summary>
    public required string CreatedBy { get; init; }

    /// <summary>
    /// Where the lead mentions the person: a field, `vehicles[0]`, `extra`, or `warningList`; in a lead with errors `sent`, `errorList`, or
    /// `warningList`; `revisions` for what was corrected.
    /// </summary>
    public required IReadOnlyList<string> NamedIn { get; init; }
}
