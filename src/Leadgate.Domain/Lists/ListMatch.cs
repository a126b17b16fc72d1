namespace Leadgate.Domain.Lists;

/// <summary>The result of matching a value with a list.</summary>
/// <param name="Kind">How the value matched.</param>
/// <param name="Item">The item, if exactly one was found.</param>
/// <param name="Candidates">The items of <see cref="Kind"/> otherwise.</param>
internal readonly record struct ListMatch(MatchKind Kind, ListItem? Item, IReadOnlyList<ListItem> Candidates)
{
    internal static ListMatch None => new(MatchKind.NotFound, null, []);

    internal static ListMatch Found(ListItem item) => new(MatchKind.Found, item, []);
}
