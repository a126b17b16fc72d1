namespace Leadgate.Domain.Lists;

/// <summary>One item of a reference list (promise 3.3). Immutable.</summary>
internal sealed record ListItem
{
    /// <summary>The longest label, code or alias in UTF-16 units; a longer text sent for a list field matches nothing.</summary>
    public const int MaxTextLength = 200;

    /// <summary>The integer that names the item; unique in its list and never used again.</summary>
    public required int Value { get; init; }

    /// <summary>The English label.</summary>
    public required string Label { get; init; }

    /// <summary>The Arabic label.</summary>
    public required string LabelAr { get; init; }

    /// <summary>A code of a standard or the house, or null.</summary>
    public string? Code { get; init; }

    /// <summary>The value of its parent in the parent list; null in a list without parent.</summary>
    public int? ParentValue { get; init; }

    /// <summary>Other texts that senders use for it (promise 4.2).</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>False when retired: it leaves the lists and matches nothing new, and old leads still show it (promise 3.6).</summary>
    public bool IsActive { get; init; } = true;

    /// <summary>For a branch: the value of its city in CITY, which leads are routed by (promise 5.5).</summary>
    public int? CityValue { get; init; }

    /// <summary>For a branch: whether leads of its brand that no other branch is near to are routed to it (promise 5.5).</summary>
    public bool IsDefault { get; init; }

    /// <summary>The label in one of the two languages.</summary>
    /// <param name="arabic">Whether it is wanted in Arabic.</param>
    public string GetLabel(bool arabic) => arabic ? LabelAr : Label;

    /// <summary>Every text that finds the item: both labels, the code, the aliases.</summary>
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
