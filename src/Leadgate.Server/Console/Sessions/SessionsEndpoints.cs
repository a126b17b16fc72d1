using Leadgate.Server.Console.Forms;
using Leadgate.Server.Console.Shell;
using Leadgate.Server.Staff;

namespace Leadgate.Server.Console.Sessions;

/// <summary>The page that shows who is signed in.</summary>
internal static class SessionsEndpoints
{
    public const string ReferenceField = "session";

    public static void MapSessionPages(this IEndpointRouteBuilder pages)
    {
        var sessions = pages.MapGroup("").RequireAuthorization(StaffPolicies.Admin);
        sessions.MapGet(ConsoleRoutes.Sessions, ShowAsync);
        sessions.MapPost(ConsoleRoutes.Sessions, EndAsync);
    }

    private static async Task<IResult> ShowAsync(HttpContext http, StaffSessionAdministration sessions) =>
        PageResult.For<SessionsPage>(
            ShellTexts.Sessions,
            new SessionsView(
                await sessions.ReadAsync(http.GetStaffActor(), http.RequestAborted),
                http.Features.Get<CurrentSession>()?.Reference
            )
        ) with
        {
            IsWide = true,
        };

    /// <summary>One that has ended meanwhile is as the administrator wants it.</summary>
    private static async Task<IResult> EndAsync(HttpContext http, StaffSessionAdministration sessions)
    {
        await sessions.EndAsync(http.GetForm().Get(ReferenceField), http.GetStaffActor(), http.RequestAborted);
        NoticeCookie.Set(http, SessionsTexts.Ended);
        return new Redirect(ConsoleRoutes.Sessions);
    }
}
