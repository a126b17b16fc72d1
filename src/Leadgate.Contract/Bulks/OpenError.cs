using System.Text.Json.Serialization;

namespace Leadgate.Contract.Bulks;

/// <summary>
/// Leads that wait for correction with the same error: the same code for the same value of the same field. Values that differ only in
/// case, spaces, or the spelling of Arabic letters are the same.
/// </summary>
/// <example>
/// {"field": "customerCity", "code": "not-in-list", "value": "الرياظ", "leads": 37, "oldest": "2025-08-24T21:00:00.000Z",
/// "suggestions": ["الرياض"]}
/// </example>
public sealed record OpenError
{
    /// <summary>The name of the field; `vehicles[].modelFamily` for one of any vehicle. Empty for the lead as a whole.</summary>
    public required string Field { get; init; }

    /// <summary>The code of the error.</summary>
    public required string Code { get; init; }

    /// <summary>The value that was sent, as text and shortened to 200 characters; `null` if nothing was sent.</summary>
    public required string? Value { get; init; }

    /// <summary>The number of leads.</summary>
    public required long Leads { get; init; }

    /// <summary>When the oldest of them was stored, in UTC.</summary>
    [JsonConverter(typeof(TimestampConverter))]
    public required DateTimeOffset Oldest { get; init; }

    /// <summary>Valid values to send instead, nearest first.</summary>
    public required IReadOnlyList<string> Suggestions { get; init; }
}
