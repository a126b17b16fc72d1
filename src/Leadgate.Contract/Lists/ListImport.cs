namespace Leadgate.Contract.Lists;

/// <summary>What an import of a list changed or, in a dry run, would change.</summary>
/// <example>
/// {"list": "LEAD_PRIORITY", "isDryRun": true, "items": 2, "added": 0, "renamed": 1, "changed": 0, "retired": 0, "restored": 0,
/// "isReordered": false, "changes": [{"kind": "renamed", "value": 1, "label": "Very hot", "labelAr": "ساخن", "previousLabel": "Hot",
/// "previousLabelAr": "ساخن", "detail": "label Hot → Very hot"}], "warnings": []}
/// </example>
public sealed record ListImport
{
    /// <summary>The name of the list.</summary>
    public required string List { get; init; }

    /// <summary>Whether nothing was stored.</summary>
    public required bool IsDryRun { get; init; }

    /// <summary>The number of items in the file.</summary>
    public required int Items { get; init; }

    /// <summary>The number of new items.</summary>
    public required int Added { get; init; }

    /// <summary>The number of items with a new label. Stored leads show the new label.</summary>
    public required int Renamed { get; init; }

    /// <summary>The number of items of which something else changes: code, parent item, city, default, or aliases.</summary>
    public required int Changed { get; init; }

    /// <summary>The number of items that are no longer in the list. Stored leads still show them.</summary>
    public required int Retired { get; init; }

    /// <summary>The number of retired items that are in the list again.</summary>
    public required int Restored { get; init; }

    /// <summary>Whether items that stay get another order.</summary>
    public required bool IsReordered { get; init; }

    /// <summary>
    /// Each change, in the order of the file; retired items that the file omits come last. An item that is renamed and retired or restored
    /// has two changes.
    /// </summary>
    public required IReadOnlyList<ListItemChange> Changes { get; init; }

    /// <summary>Findings that do not prevent an import, such as a text that matches two items.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }
}
