using Leadgate.Server.Console.Shell;
using Leadgate.Server.Hosting;
using Leadgate.Server.Staff;

namespace Leadgate.Server.Console.About;

/// <summary>The page about the service and its settings.</summary>
internal static class AboutEndpoints
{
    public static void MapAboutPages(this IEndpointRouteBuilder pages) =>
        pages.MapGet(ConsoleRoutes.About, ShowAsync).RequireAuthorization(StaffPolicies.Admin);

    private static async Task<IResult> ShowAsync(HttpContext http, ServiceStatus status) =>
        PageResult.For<AboutPage>(ShellTexts.About, await status.ReadAsync(http.GetStaffActor(), http.RequestAborted)) with
        {
            IsWide = true,
        };
}
