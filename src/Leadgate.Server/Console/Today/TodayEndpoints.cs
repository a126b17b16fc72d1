using Leadgate.Contract;
using Leadgate.Server.Console.Shell;
using Leadgate.Server.Leads;
using Leadgate.Server.Staff;

namespace Leadgate.Server.Console.Today;

/// <summary>The first page: what arrived today, and what waits.</summary>
internal static class TodayEndpoints
{
    public static void MapToday(this IEndpointRouteBuilder pages) =>
        pages.MapGet(Routes.Staff, ShowAsync).RequireAuthorization(StaffPolicies.Viewer);

    private static async Task<PageResult> ShowAsync(HttpContext http, IntakeOverview overview) =>
        PageResult.For<TodayPage>(ShellTexts.Today, await overview.ReadTodayAsync(http.GetStaffActor(), http.RequestAborted)) with
        {
            IsWide = true,
        };
}
