using System.Globalization;
using Leadgate.Contract;
using Leadgate.Domain.Texts;
using Leadgate.Server.Console.Forms;
using Leadgate.Server.Console.Shell;
using Leadgate.Server.Console.SignIn;
using Leadgate.Server.Hosting;
using Microsoft.AspNetCore.Authentication;

namespace Leadgate.Server.Staff;

/// <summary>The routes for signing in and out.</summary>
internal static class StaffEndpoints
{
    public static void MapStaff(this IEndpointRouteBuilder routes, LeadgateSettings settings)
    {
        var pages = routes.MapGroup("").ExcludeFromDescription();
        pages.MapGet(Routes.StaffSignIn, ShowSignInAsync);
        pages.MapPost(Routes.StaffSignIn, SignInAsync).AnswersRefusedForm();
        pages.MapGet(Routes.StaffSignInCode, ShowCode);
        pages.MapPost(Routes.StaffSignInCode, EnterCodeAsync).AnswersRefusedForm();
        pages.MapPost(Routes.StaffSignOut, (Delegate)SignOutAsync).RequireAuthorization(StaffPolicies.Viewer);
        if (settings.Oidc is not null)
            pages.MapGet(Routes.StaffOidc, OidcSignIn.StartAsync);
    }

    private static async Task<IResult> ShowSignInAsync(HttpContext http, FirstAdministrator first) =>
        PageResult.For<SignInPage>(
            StaffTexts.SignIn,
            CreateView(http, null) with
            {
                IsFirstRun = await first.IsMissingAsync(http.RequestAborted),
            }
        );

    private static PageResult ShowSignIn(HttpContext http, int status = StatusCodes.Status200OK, BilingualText? error = null) =>
        PageResult.For<SignInPage>(StaffTexts.SignIn, CreateView(http, error), status) with
        {
            HasErrors = error is not null,
        };

    private static PageResult ShowCodeAgain(HttpContext http, int status, BilingualText? error) =>
        PageResult.For<CodePage>(StaffTexts.CodeTitle, CreateView(http, error), status) with
        {
            HasErrors = error is not null,
        };

    private static SignInView CreateView(HttpContext http, BilingualText? error) =>
        new(StaffLinks.GetReturnUrl(http), http.RequestServices.GetRequiredService<LeadgateSettings>().Oidc is not null, error);

    private static async Task<IResult> SignInAsync(HttpContext http, StaffSignIn signIn)
    {
        var form = http.GetForm();
        if (form.IsRefused)
            return ShowSignIn(http, StatusCodes.Status400BadRequest, StaffTexts.FormExpired);
        var outcome = await signIn.TryPasswordAsync(http, form.Get("name"), form.Get("password"));
        return await AnswerAsync(http, outcome, (status, error) => ShowSignIn(http, status, error), StaffTexts.InvalidCredentials);
    }

    private static IResult ShowCode(HttpContext http, PendingSignIns pending) =>
        pending.Find(http) is not null
            ? ShowCodeAgain(http, StatusCodes.Status200OK, null)
            : new Redirect(StaffLinks.Create(Routes.StaffSignIn, StaffLanguage.IsArabic(http.Request), StaffLinks.GetReturnUrl(http)));

    private static async Task<IResult> EnterCodeAsync(HttpContext http, StaffSignIn signIn)
    {
        var form = http.GetForm();
        if (form.IsRefused)
            return ShowCodeAgain(http, StatusCodes.Status400BadRequest, StaffTexts.FormExpired);
        var outcome = await signIn.TryCodeAsync(http, form.Get("code"));
        return await AnswerAsync(http, outcome, (status, error) => ShowCodeAgain(http, status, error), StaffTexts.InvalidCode);
    }

    /// <summary>Answers a step of signing in.</summary>
    /// <param name="showAgain">Shows the page of the step, with a status and an error.</param>
    private static async Task<IResult> AnswerAsync(
        HttpContext http,
        SignInOutcome outcome,
        Func<int, BilingualText, IResult> showAgain,
        BilingualText rejected
    )
    {
        var returnUrl = StaffLinks.GetReturnUrl(http);
        switch (outcome)
        {
            case SignInOutcome.SignedIn { Member: var member }:
                http.Features.Set(new StartsNewSession());
                await http.SignInAsync(StaffMember.Scheme, member.ToPrincipal());
                return new Redirect(returnUrl);
            case SignInOutcome.CodeRequired:
                return new Redirect(StaffLinks.Create(Routes.StaffSignInCode, StaffLanguage.IsArabic(http.Request), returnUrl));
            case SignInOutcome.SecondFactorMissing:
                return PageResult.Notice(
                    StaffTexts.SecondFactorMissingTitle,
                    StaffTexts.SecondFactorMissing,
                    StatusCodes.Status403Forbidden
                );
            case SignInOutcome.Throttled { RetryAfterSeconds: var seconds }:
                http.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
                return showAgain(StatusCodes.Status429TooManyRequests, StaffTexts.TooManyAttempts(seconds));
            case SignInOutcome.Busy { RetryAfterSeconds: var seconds }:
                http.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
                return showAgain(StatusCodes.Status429TooManyRequests, StaffTexts.Busy(seconds));
            case SignInOutcome.Expired:
                return ShowSignIn(http, StatusCodes.Status403Forbidden, StaffTexts.CodeExpired);
            default:
                return showAgain(StatusCodes.Status403Forbidden, rejected);
        }
    }

    private static async Task<IResult> SignOutAsync(HttpContext http)
    {
        await http.SignOutAsync(StaffMember.Scheme);
        return new Redirect(StaffLinks.Create(Routes.StaffSignIn, StaffLanguage.IsArabic(http.Request)));
    }
}
