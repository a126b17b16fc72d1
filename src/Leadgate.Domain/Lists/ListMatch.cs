namespace Leadgate.Domain.Lists;

/// <summary>How a value sent for a list field met the list (promise 4).</summary>
public enum MatchKind
{
    /// <summary>No item.</summary>
    NotFound,

    /// <summary>One item: <see cref="ListMatch.Item"/>.</summary>
    Found,

    /// <summary>No item under the chosen parent, but <see cref="ListMatch.Candidates"/> under others (promise 4.3).</summary>
    Elsewhere,

    /// <summary>Several items equally well: <see cref="ListMatch.Candidates"/> (promise 4.5).</summary>
    Ambiguous,

    /// <summary>The parent is not known, and the text stands under several: nothing can be said yet.</summary>
    UnderSeveralParents,
}

/// <summary>What a value sent for a list field matched.</summary>
/// <param name="Kind">How it met the list.</param>
/// <param name="Item">The item, when exactly one was found.</param>
/// <param name="Candidates">The items meant by <see cref="Kind"/> when it was not one.</param>
public readonly record struct ListMatch(MatchKind Kind, ListItem? Item, IReadOnlyList<ListItem> Candidates)
{
    internal static ListMatch None => new(MatchKind.NotFound, null, []);

    internal static ListMatch Of(ListItem item) => new(MatchKind.Found, item, []);
}
