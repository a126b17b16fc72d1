using System.Text.Json.Serialization;

namespace Leadgate.Contract.Lists;

/// <summary>A reference list with all its items and everything about them, retired items too, as it is exported and imported.</summary>
/// <example>
/// {"list": "LEAD_PRIORITY", "items": [{"value": 1, "label": "Hot", "labelAr": "ساخن", "aliases": ["High"]},
/// {"value": 2, "label": "Warm", "labelAr": "دافئ"}]}
/// </example>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record ListFile
{
    /// <summary>The name of the list, or its number as a text.</summary>
    public required string List { get; init; }

    /// <summary>The items in display order. Active items of the list that are missing here are retired by an import.</summary>
    public required IReadOnlyList<ListFileItem> Items { get; init; }
}
