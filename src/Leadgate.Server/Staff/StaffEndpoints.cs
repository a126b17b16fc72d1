using System.Globalization;
using System.Security.Claims;
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
    /// <summary>Shows the form that was kept to whoever has signed in by another window.</summary>
    public const string Resume = Routes.StaffSignIn + "/resume";

    /// <summary>Shows the sign-in again, for instance in another language, with the form that was kept.</summary>
    public const string Keep = Routes.StaffSignIn + "/keep";

    /// <summary>Shows it to whoever has signed in, for instance in another language.</summary>
    public const string KeepSignedIn = Routes.StaffSignIn + "/kept";

    /// <summary>Shows its second step again.</summary>
    public const string KeepAtCode = Routes.StaffSignInCode + "/keep";

    public static void MapStaff(this IEndpointRouteBuilder routes, LeadgateSettings settings)
    {
        var pages = routes.MapGroup("").ExcludeFromDescription();
        pages.MapGet(Routes.StaffSignIn, ShowSignInAsync);
        pages.MapPost(Routes.StaffSignIn, SignInAsync).WithFormLimits(FormLimits.SignIn).AnswersRefusedForm();
        pages.MapGet(Routes.StaffSignInCode, ShowCode);
        pages.MapPost(Routes.StaffSignInCode, EnterCodeAsync).WithFormLimits(FormLimits.SignIn).AnswersRefusedForm();
        pages.MapPost(Resume, (Delegate)ResumeAsync).WithFormLimits(FormLimits.SignIn).AnswersRefusedForm();
        foreach (var path in (string[])[Keep, KeepAtCode])
            pages.MapPost(path, KeepAsync).WithFormLimits(FormLimits.SignIn).AnswersRefusedForm();
        pages.MapPost(KeepSignedIn, ShowKeptAgain).WithFormLimits(FormLimits.SignIn).RequireAuthorization(StaffPolicies.Viewer).KeepsForm();
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
        PageResult.For<CodePage>(StaffTexts.CodeTitle, CreateView(http, error, path: KeepAtCode), status) with
        {
            HasErrors = error is not null,
        };

    private static SignInView CreateView(HttpContext http, BilingualText? error, string? kept = null, string path = Keep)
    {
        kept ??= FindKept(http) is null ? null : http.GetForm().Get(KeptForms.Field);
        if (kept is not null)
            http.Features.Set(new CarriedForm(kept, path));
        var hasProvider = http.RequestServices.GetRequiredService<LeadgateSettings>().Oidc is not null;
        return new(StaffLinks.GetReturnUrl(http), hasProvider, error) { Kept = kept };
    }

    private static KeptForm? FindKept(HttpContext http) => http.RequestServices.GetRequiredService<KeptForms>().Find(http);

    /// <summary>The sign-in for somebody who sent a form when the session had ended.</summary>
    /// <param name="kept">The form, encrypted.</param>
    public static PageResult ShowSignInWith(HttpContext http, string kept) =>
        PageResult.For<SignInPage>(StaffTexts.SignIn, CreateView(http, null, kept), StatusCodes.Status403Forbidden);

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
                var principal = member.ToPrincipal();
                await http.SignInAsync(StaffMember.Scheme, principal);
                if (FindKept(http) is not { } kept)
                    return new Redirect(returnUrl);
                http.User = principal;
                return ShowKept(http, kept);
            case SignInOutcome.CodeRequired when FindKept(http) is not null:
                return ShowCodeAgain(http, StatusCodes.Status200OK, null);
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

    /// <summary>Whoever signs in at an identity provider leaves the page with the form, so it happens in another window.</summary>
    private static async Task<IResult> ResumeAsync(HttpContext http)
    {
        if (http.GetForm().IsRefused)
            return ShowSignIn(http, StatusCodes.Status400BadRequest, StaffTexts.FormExpired);
        if (await http.AuthenticateAsync(StaffMember.Scheme) is not { Succeeded: true, Principal: var principal })
            return ShowSignIn(http, StatusCodes.Status403Forbidden, SignInTexts.NotSignedIn);
        http.User = principal;
        return FindKept(http) is { } kept ? ShowKept(http, kept) : PageResult.FormExpired;
    }

    /// <summary>Shows the step of the sign-in that the browser is at, or the form itself to whoever has signed in.</summary>
    private static async Task<IResult> KeepAsync(HttpContext http, PendingSignIns pending)
    {
        if (http.GetForm().IsRefused)
            return ShowSignIn(http, StatusCodes.Status400BadRequest, StaffTexts.FormExpired);
        ConsolePreferences.ChooseLanguage(http);
        if (await http.AuthenticateAsync(StaffMember.Scheme) is { Succeeded: true, Principal: var principal })
        {
            http.User = principal;
            return ShowKeptOrGoOn(http);
        }

        return http.Request.Path == KeepAtCode && pending.Find(http) is not null
            ? ShowCodeAgain(http, StatusCodes.Status200OK, null)
            : ShowSignIn(http);
    }

    private static IResult ShowKeptAgain(HttpContext http)
    {
        if (http.GetForm().IsRefused)
        {
            // Somebody else has signed in meanwhile. The sign-in, whose form is for nobody yet, takes the form along.
            http.User = new ClaimsPrincipal(new ClaimsIdentity());
            return ShowSignIn(http, StatusCodes.Status400BadRequest, StaffTexts.FormExpired);
        }

        ConsolePreferences.ChooseLanguage(http);
        return ShowKeptOrGoOn(http);
    }

    private static IResult ShowKeptOrGoOn(HttpContext http) =>
        FindKept(http) is { } kept ? ShowKept(http, kept) : new Redirect(StaffLinks.GetReturnUrl(http));

    private static PageResult ShowKept(HttpContext http, KeptForm kept)
    {
        http.Features.Set(new CarriedForm(http.GetForm().Get(KeptForms.Field), KeepSignedIn));
        return PageResult.For<KeptFormPage>(SignInTexts.SignedInAgain, kept);
    }

    private static async Task<IResult> SignOutAsync(HttpContext http)
    {
        await http.SignOutAsync(StaffMember.Scheme);
        return new Redirect(StaffLinks.Create(Routes.StaffSignIn, StaffLanguage.IsArabic(http.Request)));
    }
}
