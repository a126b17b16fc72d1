using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace Leadgate.Contract.Bulks;

/// <summary>A bulk, as it is read back, with all its leads.</summary>
public sealed record StoredBulk
{
    /// <summary>The id of the bulk; `null` for a bulk that was only checked.</summary>
    /// <example>532</example>
    public required long? Id { get; init; }

    /// <summary>The status of the bulk, from 1 to 4: 1 created, 2 in progress, 3 cancelled, 4 completed.</summary>
    /// <example>4</example>
    [Range(1, 4)]
    public required int IsProcessed { get; init; }

    /// <summary>When the bulk was stored, in UTC; `null` for a bulk that was only checked.</summary>
    [JsonConverter(typeof(TimestampConverter))]
    public required DateTimeOffset? CreatedDate { get; init; }

    /// <summary>The name of the sender; `null` for a bulk that was only checked.</summary>
    /// <example>website</example>
    public required string? CreatedBy { get; init; }

    /// <summary>The number of leads in the bulk.</summary>
    public required int TotalRecords { get; init; }

    /// <summary>The number of leads with errors.</summary>
    public required int ErrorRecords { get; init; }

    /// <summary>Every lead of the bulk, in the order sent.</summary>
    public required IReadOnlyList<StoredLead> Leads { get; init; }
}
