using Leadgate.Domain.Lists;
using Leadgate.Server.Lists;

namespace Leadgate.Server.Console.Lists;

/// <summary>A page of the items of a list.</summary>
/// <param name="Search">What is searched for, or empty.</param>
/// <param name="From">The index of the first item that is shown.</param>
/// <param name="Found">How many items match.</param>
internal sealed record ListView(
    ListCatalog Catalog,
    ListDefinition List,
    string Search,
    bool ShowsRetired,
    int? Parent,
    int From,
    int Found,
    IReadOnlyList<ListItem> Items
)
{
    public const int PageSize = 50;
    public const string SearchParameter = "q";
    public const string RetiredParameter = "retired";
    public const string ParentParameter = "parent";
    public const string FromParameter = "from";

    /// <summary>The wrong values that most leads wait with; on the first page of the whole list only.</summary>
    public IReadOnlyList<UnlistedValue> Unlisted { get; init; } = [];
}
