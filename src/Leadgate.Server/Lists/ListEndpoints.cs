using System.Globalization;
using Leadgate.Contract;
using Leadgate.Contract.Problems;
using Leadgate.Domain.Access;
using Leadgate.Domain.Lists;
using Leadgate.Server.Access;
using Leadgate.Server.Http;
using Microsoft.AspNetCore.Http.Headers;

namespace Leadgate.Server.Lists;

/// <summary>Serves the reference lists (promises 2.2, 2.3 and 3).</summary>
internal static class ListEndpoints
{
    public static void MapLists(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Routes.Lists, ReadLists).WithName("readLists").WithTags("Lists").WithMetadata(new RequiredScope(Scopes.None));
        routes.MapGet(Routes.List, ReadList).WithName("readList").WithTags("Lists").WithMetadata(new RequiredScope(Scopes.None));
    }

    private static Answer ReadLists(HttpContext http, ListCatalogCache lists) =>
        new Answer(lists.Answers.AllLists(RequestLanguage.IsArabic(http.Request)));

    private static IResult ReadList(HttpContext http, string list, ListCatalogCache lists)
    {
        var answers = lists.Answers;
        if (ReferenceLists.Find(list) is not { } definition)
            return UnknownList(list);
        int? parentValue = null;
        if (http.Request.Query["parentId"] is [{ } parentId, ..])
        {
            if (RefuseParent(answers.Catalog, definition, parentId) is { } problem)
                return problem;
            parentValue = int.Parse(parentId, CultureInfo.InvariantCulture);
        }

        return new Answer(answers.Items(definition, parentValue, RequestLanguage.IsArabic(http.Request)));
    }

    private static Problem UnknownList(string list)
    {
        var nearest = ReferenceLists.FindNearestNames(list);
        return new Problem(
            ProblemType.ListNotFound,
            $"Use a list's name or number; the nearest names are {string.Join(", ", nearest)}. GET {Routes.Lists} shows all lists.",
            $"استخدم اسم قائمة أو رقمها، وأقرب الأسماء: {string.Join("، ", nearest)}. يعرض GET {Routes.Lists} جميع القوائم."
        )
        {
            Members = json =>
            {
                json.WriteStartArray("suggestions");
                foreach (var name in nearest)
                    json.WriteStringValue(name);
                json.WriteEndArray();
            },
        };
    }

    private static Problem? RefuseParent(ListCatalog catalog, ListDefinition list, string parentId)
    {
        if (list.Parent is null)
        {
            return new Problem(
                ProblemType.InvalidParameter,
                $"{list.Name} has no parent list. Leave parentId out.",
                $"ليس للقائمة {list.Name} قائمة أعلى. احذف parentId."
            );
        }

        if (!int.TryParse(parentId, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value))
        {
            return new Problem(
                ProblemType.InvalidParameter,
                $"parentId must be the value of an item of {list.Parent.Name}, a whole number.",
                $"يجب أن يكون parentId رقم عنصر من القائمة {list.Parent.Name}."
            );
        }

        return catalog[list.Parent].Find(value) is not null
            ? null
            : new Problem(
                ProblemType.ParentNotFound,
                $"{value} is no item of {list.Parent.Name}. GET {Routes.Lists}/{list.Parent.Name} shows its items.",
                $"الرقم {value} ليس من عناصر القائمة {list.Parent.Name}. يعرضها GET {Routes.Lists}/{list.Parent.Name}."
            );
    }

    private sealed class Answer(ListResponse answer) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            var response = httpContext.Response;
            response.Headers.ETag = answer.TagText;
            response.Headers.Vary = "Accept-Language";
            response.Headers.CacheControl = "no-cache";
            if (IsKnown(httpContext.Request))
            {
                response.StatusCode = StatusCodes.Status304NotModified;
                return;
            }

            response.ContentType = "application/json; charset=utf-8";
            response.ContentLength = answer.Body.Length;
            await response.BodyWriter.WriteAsync(answer.Body, httpContext.RequestAborted);
        }

        /// <summary>Nearly always the one tag that the last answer bore; all forms of RFC 9110 section 13.1.2 are understood.</summary>
        private bool IsKnown(HttpRequest request) =>
            request.Headers.IfNoneMatch switch
            {
                [] => false,
                [var tag] when tag == answer.TagText => true,
                _ => new RequestHeaders(request.Headers).IfNoneMatch.Any(tag =>
                    tag.Tag == "*" || tag.Compare(answer.Tag, useStrongComparison: false)
                ),
            };
    }
}
