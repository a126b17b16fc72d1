using System.Globalization;
using Leadgate.Domain.Texts;
using Leadgate.Server.Console.Shell;
using Leadgate.Server.Requests;
using Leadgate.Server.Staff;

namespace Leadgate.Server.Console.Senders;

/// <summary>The API keys and their last requests.</summary>
internal static class SendersEndpoints
{
    public const string BeforeParameter = "before";
    private const string SenderRoute = ConsoleRoutes.Senders + "/{id:long}";

    public static void MapSenders(this IEndpointRouteBuilder pages)
    {
        pages.MapGet(ConsoleRoutes.Senders, ShowAll).RequireAuthorization(StaffPolicies.Viewer);
        pages.MapGet(SenderRoute, Show).RequireAuthorization(StaffPolicies.Viewer);
    }

    public static string LinkTo(long id) => string.Create(CultureInfo.InvariantCulture, $"{ConsoleRoutes.Senders}/{id}");

    private static async Task<PageResult> ShowAll(HttpContext http, SenderReports senders, CancellationToken cancellation) =>
        PageResult.For<SendersPage>(SendersTexts.Title, await senders.FindAllAsync(http.GetStaffActor(), cancellation)) with
        {
            IsWide = true,
        };

    private static async Task<PageResult> Show(long id, HttpContext http, SenderReports senders, CancellationToken cancellation)
    {
        long? before = long.TryParse(http.Request.Query[BeforeParameter], NumberStyles.None, CultureInfo.InvariantCulture, out var last)
            ? last
            : null;
        if (await senders.FindAsync(id, before, http.GetStaffActor(), cancellation) is not { } report)
            return PageResult.Notice(ShellTexts.NotFoundTitle, ShellTexts.NotFound, StatusCodes.Status404NotFound);
        var title = report.Key is { } key
            ? new BilingualText(
                $"{SendersTexts.OneTitle.English} {BidiText.Isolate(key.Name)}",
                $"{SendersTexts.OneTitle.Arabic} {BidiText.Isolate(key.Name)}"
            )
            : SendersTexts.Unknown;
        return PageResult.For<SenderPage>(title, report) with { IsWide = true };
    }
}
