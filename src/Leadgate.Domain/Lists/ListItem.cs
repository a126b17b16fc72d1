namespace Leadgate.Domain.Lists;

/// <summary>One item of a reference list (promise 3.3). Immutable.</summary>
internal sealed record ListItem
{
    /// <summary>The maximum length of a label, code or alias in UTF-16 units; a longer text matches no item.</summary>
    public const int MaxTextLength = 200;

    /// <summary>The number that identifies the item; unique in its list and never reused.</summary>
    public required int Value { get; init; }

    public required string Label { get; init; }

    public required string LabelAr { get; init; }

    /// <summary>A code of a standard or of the company, or null.</summary>
    public string? Code { get; init; }

    /// <summary>The value of the parent item; null in a list without a parent list.</summary>
    public int? ParentValue { get; init; }

    /// <summary>Other texts that senders use for the item (promise 4.2).</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>False if retired: it is no longer listed or matched, but stored leads still show it (promise 3.6).</summary>
    public bool IsActive { get; init; } = true;

    /// <summary>
    /// For a branch: the value of its city in CITY; for a city that names a governorate: the value of its seat. For routing (promise 5.5).
    /// </summary>
    public int? CityValue { get; init; }

    /// <summary>For a branch: whether leads of the brand are routed to it if no branch is in their city or region (promise 5.5).</summary>
    public bool IsDefault { get; init; }

    public string GetLabel(bool arabic) => arabic ? LabelAr : Label;

    /// <summary>Whether both are equal, including the aliases in their order.</summary>
    public bool HasContentOf(ListItem other) => this with { Aliases = other.Aliases } == other && Aliases.SequenceEqual(other.Aliases);

    /// <summary>All texts that match the item: both labels, the code and the aliases.</summary>
    public IEnumerable<string> GetMatchTexts()
    {
        yield return Label;
        yield return LabelAr;
        if (Code is not null)
            yield return Code;
        foreach (var alias in Aliases)
            yield return alias;
    }
}
