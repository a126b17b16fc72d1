namespace Leadgate.Contract.Lists;

/// <summary>An item of a reference list.</summary>
/// <example>{"value": 1301, "label": "Dammam", "labelAr": "الدمام", "code": null, "parentValue": 4}</example>
public sealed record ListItem
{
    /// <summary>The number of the item, unique in its list and never reused.</summary>
    public required int Value { get; init; }

    /// <summary>The label, in the requested language.</summary>
    public required string Label { get; init; }

    /// <summary>The Arabic label.</summary>
    public required string LabelAr { get; init; }

    /// <summary>A code, such as the ISO 3166 code of a country.</summary>
    public required string? Code { get; init; }

    /// <summary>The value of the parent item in the parent list; `null` in a list that has no parent list.</summary>
    public required int? ParentValue { get; init; }
}
