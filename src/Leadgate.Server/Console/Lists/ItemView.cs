using Leadgate.Domain.Lists;
using Leadgate.Server.Console.Forms;
using Leadgate.Server.Lists;

namespace Leadgate.Server.Console.Lists;

/// <summary>The page of one item, or of a new one.</summary>
/// <param name="Item">The item as it is; null for a new one.</param>
/// <param name="Form">The item as it was typed.</param>
/// <param name="IsConflict">Whether somebody else changed the item meanwhile, so that both are shown.</param>
internal sealed record ItemView(
    ListCatalog Catalog,
    ListDefinition List,
    ListItem? Item,
    ItemForm Form,
    FormErrors Errors,
    bool IsConflict = false
)
{
    public const string PositionField = "position";

    /// <summary>The display order when the form was shown.</summary>
    public const string OrderField = "order";

    /// <summary>The parameter of the address with a text to add to the aliases.</summary>
    public const string AliasParameter = "alias";

    /// <summary>How many leads have the item; null if they have no items of the list, or if the page answers a form.</summary>
    public ListItemUsage? Usage { get; init; }

    /// <summary>The wrong values that the item was suggested for.</summary>
    public IReadOnlyList<UnlistedValue> SuggestedAliases { get; init; } = [];

    /// <summary>A text that stands among the aliases of the form and is not saved yet; null if there is none.</summary>
    public string? AddedAlias { get; init; }

    /// <summary>The address that moves the item.</summary>
    public string MoveLink => Link + "/position";

    public string Link => Item is null ? ListsEndpoints.GetLink(List) + "/new" : ListsEndpoints.GetLink(List, Item.Value);
}
