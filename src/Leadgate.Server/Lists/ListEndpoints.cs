using System.Diagnostics;
using System.Globalization;
using System.Text;
using Leadgate.Contract;
using Leadgate.Contract.Lists;
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
    /// <summary>A body with the wrong shape has the same error in each item.</summary>
    private const int MaxShownFindings = 5;

    public static void MapLists(this IEndpointRouteBuilder routes)
    {
        var lists = routes.MapGroup("").WithTags("Lists").RequireScope(Scopes.None).WithProblems(ProblemType.Internal).WithLanguage();
        lists.MapGet(Routes.Lists, ListLists).WithName("listLists");
        lists.MapGet(Routes.List, GetListItems).WithName("getListItems").WithProblems(ProblemType.ListNotFound, ProblemType.ParentNotFound);

        var files = routes
            .MapGroup("")
            .WithTags("Lists")
            .RequireScope(Scopes.ListsWrite)
            .WithProblems(ProblemType.ListNotFound, ProblemType.StoreUnavailable, ProblemType.Internal)
            .AddEndpointFilter(new InvalidBodyFilter());
        files.MapGet(Routes.ListFile, ExportList).WithName("exportList").Produces<ListFile>();
        files
            .MapPut(Routes.ListFile, ImportList)
            .WithName("importList")
            .WithDryRun("Respond with what would change, and change nothing.")
            .WithProblems(EndpointDocumentation.SmallBodyProblems)
            .WithProblems(ProblemType.InvalidList, ProblemType.OutcomeUnknown);
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

    /// <summary>Export a reference list</summary>
    /// <remarks>All items with everything about them, retired ones and aliases too: the body that `importList` takes.</remarks>
    /// <param name="list" example="LEAD_PRIORITY">The name of the list in any case, or its number.</param>
    /// <response code="200">The list.</response>
    internal static async Task<Results<Utf8ContentHttpResult, Problem>> ExportList(
        string list,
        ListAdministration lists,
        CancellationToken cancellation
    )
    {
        if (ReferenceLists.Find(list) is not { } definition)
            return UnknownList(list);
        var items = (await lists.ReadAsync(cancellation))[definition];
        var file = Encoding.UTF8.GetBytes(ListFileFormat.Write(definition, items));
        return TypedResults.Text(file, "application/json; charset=utf-8");
    }

    /// <summary>Import a reference list</summary>
    /// <remarks>
    /// Replaces the whole list. Active items that are missing from the body are retired: they leave the list, and stored leads still show
    /// them. Nodes use the new list within two seconds. Send `dryRun=true` first to see what changes. A list that a mandatory field needs
    /// cannot be emptied.
    /// </remarks>
    /// <param name="list" example="LEAD_PRIORITY">The name of the list in any case, or its number.</param>
    /// <param name="body">The list.</param>
    /// <response code="200">The list was imported; with `dryRun`, it would be.</response>
    internal static async Task<Results<Ok<ListImport>, Problem>> ImportList(
        string list,
        ListFileBody body,
        HttpContext http,
        ListAdministration lists,
        CancellationToken cancellation
    )
    {
        if (ReferenceLists.Find(list) is not { } definition)
            return UnknownList(list);
        if (DryRun.Read(http.Request, out var isDryRun) is { } invalidParameter)
            return invalidParameter;
        if (ReferenceLists.Find(body.File!.List) != definition)
            return new Problem(
                ProblemType.InvalidParameter,
                $"The path names the list {definition.Name} and the body another one. Send the list that the path names.",
                $"العنوان للقائمة {definition.Name} والمحتوى لقائمة أخرى. أرسل القائمة المذكورة في العنوان."
            );
        return await lists.ImportAsync(body.File, http.Actor(), isDryRun, cancellation) switch
        {
            ImportListOutcome.Valid valid => TypedResults.Ok(ToContract(valid, isDryRun)),
            ImportListOutcome.Invalid invalid => InvalidList(invalid.Findings),
            ImportListOutcome.UnknownList unknown => UnknownList(unknown.Name),
            _ => throw new UnreachableException(),
        };
    }

    private static ListImport ToContract(ImportListOutcome.Valid import, bool isDryRun)
    {
        var changes = import.Comparison.Changes;
        var counts = ListChangeCounts.FromImport(changes);
        return new ListImport
        {
            List = import.List.Name,
            IsDryRun = isDryRun,
            Items = import.Imported.Count,
            Added = counts[ListChangeKind.Added],
            Renamed = counts[ListChangeKind.Renamed],
            Changed = counts[ListChangeKind.Changed],
            Retired = counts[ListChangeKind.Retired],
            Restored = counts[ListChangeKind.Restored],
            IsReordered = import.Comparison.IsReordered,
            Changes =
            [
                .. changes.Select(change => new ListItemChange
                {
                    Kind = change.Kind.GetWord(),
                    Value = change.Item.Value,
                    Label = change.Item.Label,
                    LabelAr = change.Item.LabelAr,
                    PreviousLabel = change.Before?.Label,
                    PreviousLabelAr = change.Before?.LabelAr,
                    Detail = change.Detail,
                }),
            ],
            Warnings = [.. import.Findings.Select(finding => finding.Message)],
        };
    }

    private static Problem InvalidList(IReadOnlyList<ListFinding> findings)
    {
        var fatal = findings.Where(finding => finding.IsFatal).ToList();
        var rest = fatal.Count - MaxShownFindings;
        return new Problem(
            ProblemType.InvalidList,
            string.Join("; ", fatal.Take(MaxShownFindings)) + (rest > 0 ? $"; and {rest} more." : "."),
            string.Join("؛ ", fatal.Take(MaxShownFindings).Select(finding => $"{finding.List.Name}: {finding.MessageAr}"))
                + (rest > 0 ? $"؛ وعدد الأخطاء الأخرى {rest}." : ".")
        );
    }

    private static Problem UnknownList(string list)
    {
        var nearest = ReferenceLists.FindNearestNames(list);
        return new Problem(
            ProblemType.ListNotFound,
            $"Use the name or number of a list. {(nearest.Count == 1 ? "The nearest name is" : "The nearest names are")} "
                + $"{WordList.And(false, nearest)}. GET {Routes.Lists} shows all lists.",
            $"استخدم اسم قائمة أو رقمها. {(nearest.Count == 1 ? "أقرب اسم" : "أقرب الأسماء")}: {string.Join("، ", nearest)}. "
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
