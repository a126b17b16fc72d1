using Leadgate.Domain.Lists;
using Leadgate.Server.Lists;

namespace Leadgate.Server.Console.Lists;

/// <summary>What a change will do, before it is made.</summary>
/// <param name="Action">The address that makes it.</param>
/// <param name="Back">The address of the page before.</param>
/// <param name="Fields">The form, to be sent again with the confirmation.</param>
/// <param name="IsImport">Whether a whole list is replaced.</param>
/// <param name="IsOutdated">Whether the lists have changed since this was shown before.</param>
internal sealed record ChangeView(
    ImportListOutcome.Valid Prepared,
    string Action,
    string Back,
    IReadOnlyList<(string Name, string Value)> Fields,
    bool IsImport = false,
    bool IsOutdated = false
)
{
    /// <summary>Of a large import, the counts say the rest.</summary>
    public const int MostShown = 500;

    public ListDefinition List => Prepared.List;

    /// <summary>How many leads have the item; null for a new one, and for an import.</summary>
    public ListItemUsage? Usage { get; init; }

    /// <summary>The place that an item gets; null if the change is no move.</summary>
    public ListMove? Move { get; init; }
}
