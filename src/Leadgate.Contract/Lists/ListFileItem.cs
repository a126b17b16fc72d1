using System.Text.Json.Serialization;

namespace Leadgate.Contract.Lists;

/// <summary>An item of a list file. Only the first three members are mandatory; members with their default value are omitted.</summary>
/// <example>{"value": 101, "label": "KIA Riyadh", "labelAr": "كيا الرياض", "parentValue": 1, "city": 1001, "isDefault": true}</example>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record ListFileItem
{
    /// <summary>
    /// The number of the item, unique in its list. Never give the number of an item to another one: stored leads would show it.
    /// </summary>
    public required int Value { get; init; }

    /// <summary>The English label, 1 to 200 characters.</summary>
    public required string Label { get; init; }

    /// <summary>The Arabic label, 1 to 200 characters.</summary>
    public required string LabelAr { get; init; }

    /// <summary>A code, such as the ISO 3166 code of a country.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Code { get; init; }

    /// <summary>The value of the parent item; mandatory in a list that has a parent list.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? ParentValue { get; init; }

    /// <summary>For a branch, the value of its city; for a city that names a governorate, the value of its seat.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? City { get; init; }

    /// <summary>Whether a branch is the default of its brand; false if omitted.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? IsDefault { get; init; }

    /// <summary>False for a retired item; true if omitted.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? IsActive { get; init; }

    /// <summary>Other texts that senders use for the item.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Aliases { get; init; }
}
