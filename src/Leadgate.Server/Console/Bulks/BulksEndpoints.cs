using System.Globalization;
using Leadgate.Domain.Texts;
using Leadgate.Server.Access;
using Leadgate.Server.Console.Shell;
using Leadgate.Server.Http;
using Leadgate.Server.Leads;
using Leadgate.Server.Staff;
using Leadgate.Storage;

namespace Leadgate.Server.Console.Bulks;

/// <summary>The bulks, and one of them with its leads.</summary>
internal static class BulksEndpoints
{
    public const string SenderParameter = "sender";
    public const string BeforeParameter = "before";
    public const string CursorParameter = "cursor";
    private const string BulkRoute = ConsoleRoutes.Bulks + "/{id:long}";
    private const int PageSize = 50;

    public static void MapBulkPages(this IEndpointRouteBuilder pages)
    {
        pages.MapGet(ConsoleRoutes.Bulks, ShowAll).RequireAuthorization(StaffPolicies.Viewer);
        pages.MapGet(BulkRoute, Show).RequireAuthorization(StaffPolicies.Viewer);
    }

    public static string LinkTo(long id) => string.Create(CultureInfo.InvariantCulture, $"{ConsoleRoutes.Bulks}/{id}");

    private static async Task<PageResult> ShowAll(HttpContext http, LeadQueries queries, ApiKeyCache keys, CancellationToken cancellation)
    {
        var sender = http.Request.Query.ReadText(SenderParameter);
        long? before = long.TryParse(http.Request.Query[BeforeParameter], NumberStyles.None, CultureInfo.InvariantCulture, out var last)
            ? last
            : null;
        var found = await queries.FindBulksAsync(sender, before, PageSize + 1, GetAccess(http), cancellation);
        var waiting = await queries.CountWaitingAsync([.. found.Take(PageSize)], cancellation);

        // Read once more: a lead that was corrected before it was counted is then among the corrected ones.
        var counted =
            found.Count == 0 ? found : await queries.FindBulksAsync(sender, found[0].Id + 1, PageSize, GetAccess(http), cancellation);
        var view = new BulksView(
            counted,
            waiting,
            found.Count > PageSize ? found[PageSize - 1].Id : null,
            sender,
            [.. keys.Keys.Select(key => key.Name).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]
        );
        return PageResult.For<BulksPage>(BulksTexts.Title, view) with { IsWide = true };
    }

    private static async Task<PageResult> Show(
        long id,
        HttpContext http,
        LeadQueries queries,
        ApiKeyCache keys,
        CancellationToken cancellation
    )
    {
        var access = GetAccess(http);
        if (await queries.FindBulkAsync(id, access, cancellation) is not { Stored: { } bulk })
            return PageResult.Notice(ShellTexts.NotFoundTitle, ShellTexts.NotFound, StatusCodes.Status404NotFound);
        var leads = await queries.SearchAsync(
            new LeadQuery
            {
                BulkId = id,
                Limit = PageSize,
                After = PageCursor.TryRead(http.Request.Query[CursorParameter].ToString(), out var after) ? after : null,
            },
            access,
            cancellation
        );
        var waiting = await queries.CountWaitingAsync([bulk], cancellation);

        // Read once more: a lead that was corrected before it was counted is then among the corrected ones.
        bulk = (await queries.FindBulkAsync(id, access, cancellation))?.Stored ?? bulk;
        var view = new BulkView(
            bulk,
            UncorrectedLeads.Of(bulk, waiting),
            await queries.FindIdempotencyKeysAsync(bulk, cancellation),
            keys.Keys.LastOrDefault(key => key.Name == bulk.CreatedBy)?.Id,
            leads
        );
        var number = id.ToString(CultureInfo.InvariantCulture);
        var title = new BilingualText($"{BulksTexts.OneTitle.English} {number}", $"{BulksTexts.OneTitle.Arabic} {number}");
        return PageResult.For<BulkPage>(title, view) with { IsWide = true };
    }

    private static LeadAccess GetAccess(HttpContext http) => LeadAccess.For(http.GetStaffMember(), http.ClientAddress());
}
