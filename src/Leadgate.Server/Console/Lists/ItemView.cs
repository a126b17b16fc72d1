using Leadgate.Domain.Lists;
using Leadgate.Server.Console.Forms;

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

    public string Link => Item is null ? ListsEndpoints.GetLink(List) + "/new" : ListsEndpoints.GetLink(List, Item.Value);
}
