using System.Text.Json.Serialization;

namespace Leadgate.Contract.Persons;

/// <summary>What is erased of a lead.</summary>
public sealed record ErasedLead
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

    /// <summary>Whether all personal data of the lead is erased, and not only what mentions the person.</summary>
    public required bool Whole { get; init; }

    /// <summary>
    /// Where the lead mentions the person: a field, `vehicles[0]`, a property such as `extra.mobile`, or `warningList`; in a lead with
    /// errors `sent.mobile`, `errorList`, or `warningList`; `revisions` for what was corrected.
    /// </summary>
    public required IReadOnlyList<string> NamedIn { get; init; }
}
