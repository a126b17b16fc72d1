using System.Text.Json.Serialization;

namespace Leadgate.Contract.Persons;

/// <summary>The personal data that the service holds about a person.</summary>
public sealed record PersonExport
{
    /// <summary>When the export was made, in UTC.</summary>
    [JsonConverter(typeof(TimestampConverter))]
    public required DateTimeOffset ExportedAt { get; init; }

    /// <summary>The phone number that was searched for, without its country code.</summary>
    public required string? Phone { get; init; }

    /// <summary>The email address that was searched for.</summary>
    public required string? Email { get; init; }

    /// <summary>The person's own leads, newest first.</summary>
    public required IReadOnlyList<ExportedLead> Leads { get; init; }

    /// <summary>Leads of other people that mention the person.</summary>
    public required IReadOnlyList<LeadMention> Mentions { get; init; }

    /// <summary>Idempotency keys that mention the person.</summary>
    public required IReadOnlyList<IdempotencyKeyMention> IdempotencyKeys { get; init; }
}
