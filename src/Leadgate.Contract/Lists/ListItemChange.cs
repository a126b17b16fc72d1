namespace Leadgate.Contract.Lists;

/// <summary>The change of one item by an import.</summary>
/// <example>
/// {"kind": "renamed", "value": 1, "label": "Very hot", "labelAr": "ساخن", "previousLabel": "Hot", "previousLabelAr": "ساخن",
/// "detail": "label Hot → Very hot"}
/// </example>
public sealed record ListItemChange
{
    /// <summary>`added`, `renamed`, `changed`, `retired`, or `restored`.</summary>
    public required string Kind { get; init; }

    /// <summary>The number of the item.</summary>
    public required int Value { get; init; }

    /// <summary>The English label that the item has then.</summary>
    public required string Label { get; init; }

    /// <summary>The Arabic label that the item has then.</summary>
    public required string LabelAr { get; init; }

    /// <summary>The English label that it had; `null` for a new item.</summary>
    public required string? PreviousLabel { get; init; }

    /// <summary>The Arabic label that it had; `null` for a new item.</summary>
    public required string? PreviousLabelAr { get; init; }

    /// <summary>What changes about it, in English; empty for an item that is only added, retired, or restored.</summary>
    public required string Detail { get; init; }
}
