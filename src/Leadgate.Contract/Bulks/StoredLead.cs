using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;
using Leadgate.Contract.Issues;

namespace Leadgate.Contract.Bulks;

/// <summary>A lead, as it is read back. Fields that were not sent are `null`.</summary>
public record StoredLead
{
    /// <summary>The position of the lead in its bulk, from 0.</summary>
    /// <example>0</example>
    public required int Index { get; init; }

    /// <summary>
    /// The line of the body on which the lead begins, from 1. Leads of NDJSON and CSV have it; leads of JSON and ADF do not.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Line { get; init; }

    /// <summary>The id of the stored lead, whether it is valid or has errors; `null` for a lead that was only checked.</summary>
    /// <example>574</example>
    public required long? LeadExternalId { get; init; }

    /// <summary>The id of a valid lead; `null` for a lead with errors and for one that was only checked.</summary>
    public required long? LeadId { get; init; }

    /// <summary>1 if the lead has errors, otherwise 0.</summary>
    [Range(0, 1)]
    public required int IsError { get; init; }

    /// <summary>Every error of the lead, in field order; `null` if there is none.</summary>
    public required IReadOnlyList<LeadIssue>? ErrorList { get; init; }

    /// <summary>Warnings. A lead that has only warnings is valid.</summary>
    public required IReadOnlyList<LeadIssue> WarningList { get; init; }

    /// <summary>The fields of the lead by name; docs/fields.md lists them.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement> Fields { get; set; } = new Dictionary<string, JsonElement>();
}
