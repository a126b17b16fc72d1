namespace Leadgate.Contract.Lists;

/// <summary>An entry of the catalog of reference lists.</summary>
/// <example>
/// {"name": "CITY", "id": 58, "title": "City", "titleAr": "المدينة", "parent": "REGION", "items": 578,
/// "otherNames": ["CUSTOMER_CITY"], "otherIds": [101]}
/// </example>
public sealed record ReferenceList
{
    /// <summary>The name of the list in the path.</summary>
    public required string Name { get; init; }

    /// <summary>The number of the list, which may be used in the path instead of the name.</summary>
    public required int Id { get; init; }

    /// <summary>The title, in the requested language.</summary>
    public required string Title { get; init; }

    /// <summary>The Arabic title.</summary>
    public required string TitleAr { get; init; }

    /// <summary>The name of the list that holds the parent items; `null` if there is none.</summary>
    public required string? Parent { get; init; }

    /// <summary>The number of active items.</summary>
    public required int Items { get; init; }

    /// <summary>Alternative names, which may be used in the path as well.</summary>
    public required IReadOnlyList<string> OtherNames { get; init; }

    /// <summary>Alternative numbers, which may be used in the path as well.</summary>
    public required IReadOnlyList<int> OtherIds { get; init; }
}
