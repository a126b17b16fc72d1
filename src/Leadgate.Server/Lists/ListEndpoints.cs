using System.Globalization;
using Leadgate.Contract;
using Leadgate.Contract.Problems;
using Leadgate.Domain.Access;
using Leadgate.Domain.Lists;
using Leadgate.Domain.Texts;
using Leadgate.Server.Access;
using Leadgate.Server.Http;
using Leadgate.Server.OpenApi;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using ContractItem = Leadgate.Contract.Lists.ListItem;
using ContractList = Leadgate.Contract.Lists.ReferenceList;

namespace Leadgate.Server.Lists;

/// <summary>Serves the reference lists (promises 2.2, 2.3, and 3).</summary>
internal static class ListEndpoints
{
    public static void MapLists(this IEndpointRouteBuilder routes)
    {
        var lists = routes.MapGroup("").WithTags("Lists").RequireScope(Scopes.None).WithProblems(ProblemType.Internal).WithLanguage();
        lists.MapGet(Routes.Lists, ListLists).WithName("listLists");
        lists.MapGet(Routes.List, GetListItems).WithName("getListItems").WithProblems(ProblemType.ListNotFound, ProblemType.ParentNotFound);
    }

    /// <summary>List the reference lists</summary>
    /// <remarks>Every reference list with its name, number, and parent list.</remarks>
    /// <response code="200">The reference lists.</response>
    /// <response code="304">The response you have is still current.</response>
    internal static CachedList<ContractList> ListLists(HttpContext http, ListCatalogCache lists) =>
        new(lists.Responses.AllLists(RequestLanguage.IsArabic(http.Request)));

    /// <summary>Get the items of a reference list</summary>
    /// <remarks>
    /// The active items, in display order. With `parentId`, only the items of one parent item: for example, the cities of a region.
    /// </remarks>
    /// <param name="list" example="CITY">The name of the list in any case, or its number.</param>
    /// <param name="parentId" example="4">The `value` of an item of the parent list.</param>
    /// <response code="200">The items.</response>
    /// <response code="304">The response you have is still current.</response>
    internal static Results<CachedList<ContractItem>, Problem> GetListItems(
        string list,
        [FromQuery, DocumentedAs(typeof(int))] string[] parentId,
        HttpContext http,
        ListCatalogCache lists
    )
    {
        var responses = lists.Responses;
        if (ReferenceLists.Find(list) is not { } definition)
            return UnknownList(list);
        int? parentValue = null;
        if (http.Request.Query.ReadText(nameof(parentId)) is { } text and not "0")
        {
            if (CheckParent(responses.Catalog, definition, text) is { } problem)
                return problem;
            parentValue = int.Parse(text, CultureInfo.InvariantCulture);
        }

        return new CachedList<ContractItem>(responses.Items(definition, parentValue, RequestLanguage.IsArabic(http.Request)));
    }

    private static Problem UnknownList(string list)
    {
        var nearest = ReferenceLists.FindNearestNames(list);
        return new Problem(
            ProblemType.ListNotFound,
            $"Use the name or number of a list. The nearest names are {string.Join(", ", nearest)}. GET {Routes.Lists} shows all lists.",
            $"استخدم اسم قائمة أو رقمها. أقرب الأسماء: {string.Join("، ", nearest)}. "
                + $"يعرض {BidiText.Ltr("GET " + Routes.Lists)} جميع القوائم."
        )
        {
            Suggestions = [.. nearest],
        };
    }

    private static Problem? CheckParent(ListCatalog catalog, ListDefinition list, string parentId)
    {
        if (list.Parent is null)
        {
            return new Problem(
                ProblemType.InvalidParameter,
                $"{list.Name} has no parent list. Omit parentId.",
                $"القائمة {list.Name} لا تتبع قائمة أخرى. احذف parentId."
            );
        }

        if (!int.TryParse(parentId, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value))
        {
            return new Problem(
                ProblemType.InvalidParameter,
                $"parentId must be the value of an item in {list.Parent.Name}, a whole number.",
                $"يجب أن يكون parentId رقم أحد عناصر القائمة {list.Parent.Name}."
            );
        }

        return catalog[list.Parent].Find(value) is not null
            ? null
            : new Problem(
                ProblemType.ParentNotFound,
                $"{value} is not in {list.Parent.Name}. GET {Routes.Lists}/{list.Parent.Name} shows its items.",
                $"الرقم {value} ليس من عناصر القائمة {list.Parent.Name}. "
                    + $"يعرض {BidiText.Ltr($"GET {Routes.Lists}/{list.Parent.Name}")} عناصرها."
            );
    }
}
