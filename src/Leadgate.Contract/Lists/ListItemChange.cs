namespace Leadgate.Contract.Lists;

/// <summary>The change of one item by an import.</summary>
/// <example>
/// {"kind": "renamed", "value": 1, "detail": "label Hot → Very hot", "before": {"value": 1, "label": "Hot", "labelAr": "ساخن"},
/// "after": {"value": 1, "label": "Very hot", "labelAr": "ساخن"}}
/// </example>
public sealed record ListItemChange
{
    /// <summary>`added`, `renamed`, `changed`, `retired`, or `restored`.</summary>
    public required string Kind { get; init; }

    /// <summary>The number of the item.</summary>
    public required int Value { get; init; }

    /// <summary>What changes about it, in English; empty for an item that is only added, retired, or restored.</summary>
    public required string Detail { get; init; }

    /// <summary>The item as it was; `null` if it is new.</summary>
    public required ListFileItem? Before { get; init; }

    /// <summary>The item as the import leaves it.</summary>
    public required ListFileItem After { get; init; }
}
