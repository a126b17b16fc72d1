namespace Leadgate.Domain.Lists;

/// <summary>What a value sent for a list field matched.</summary>
/// <param name="Kind">How it met the list.</param>
/// <param name="Item">The item, when exactly one was found.</param>
/// <param name="Candidates">The items meant by <see cref="Kind"/> when it was not one.</param>
internal readonly record struct ListMatch(MatchKind Kind, ListItem? Item, IReadOnlyList<ListItem> Candidates)
{
    internal static ListMatch None => new(MatchKind.NotFound, null, []);

    internal static ListMatch Found(ListItem item) => new(MatchKind.Found, item, []);
}
