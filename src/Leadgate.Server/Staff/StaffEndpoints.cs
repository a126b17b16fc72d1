using System.Globalization;
using System.Text;
using Leadgate.Contract;
using Leadgate.Domain.Texts;
using Leadgate.Server.Hosting;
using Leadgate.Server.Http;
using Leadgate.Server.Pages;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace Leadgate.Server.Staff;

/// <summary>The routes of the staff pages: sign-in, sign-out, and the page that says who is signed in.</summary>
internal static class StaffEndpoints
{
    private const long MaxFormBytes = 64 * 1024;

    /// <summary>The forms have a few short fields; nothing larger is read.</summary>
    private static readonly FormOptions FormLimits = new()
    {
        ValueCountLimit = 8,
        KeyLengthLimit = 100,
        ValueLengthLimit = 2000,
        MultipartBodyLengthLimit = 0,
    };

    private static readonly byte[] Style = Encoding.UTF8.GetBytes(EmbeddedText.ReadStyle("staff.css"));

    public static void MapStaff(this IEndpointRouteBuilder routes, LeadgateSettings settings)
    {
        var pages = routes.MapGroup("").ExcludeFromDescription();
        pages.MapGet(Routes.Staff, ShowHomeAsync).RequireAuthorization(StaffPolicies.Viewer);
        pages.MapGet(Routes.StaffSignIn, ShowSignInAsync);
        pages.MapPost(Routes.StaffSignIn, SignInAsync);
        pages.MapGet(Routes.StaffSignInCode, ShowCodeAsync);
        pages.MapPost(Routes.StaffSignInCode, EnterCodeAsync);
        pages.MapPost(Routes.StaffSignOut, SignOutAsync).RequireAuthorization(StaffPolicies.Viewer);
        pages.MapGet(Routes.StaffStyle, ShowStyleAsync);
        if (settings.Oidc is not null)
            pages.MapGet(Routes.StaffOidc, OidcSignIn.StartAsync);
    }

    private static Task ShowHomeAsync(HttpContext http, StaffPages pages) => pages.WriteHomeAsync(http, http.GetStaffMember());

    private static Task ShowSignInAsync(HttpContext http, StaffPages pages) => pages.WriteSignInAsync(http, StaffLinks.GetReturnUrl(http));

    private static async Task SignInAsync(HttpContext http, StaffSignIn signIn, StaffPages pages, IAntiforgery antiforgery)
    {
        var returnUrl = StaffLinks.GetReturnUrl(http);
        if (await ReadFormAsync(http, antiforgery) is not { } form)
        {
            await pages.WriteSignInAsync(http, returnUrl, StatusCodes.Status400BadRequest, StaffTexts.FormExpired);
            return;
        }

        var outcome = await signIn.TryPasswordAsync(http, form["name"].ToString(), form["password"].ToString());
        await AnswerAsync(http, pages, outcome, returnUrl, pages.WriteSignInAsync, StaffTexts.InvalidCredentials);
    }

    private static Task ShowCodeAsync(HttpContext http, StaffPages pages, PendingSignIns pending)
    {
        var returnUrl = StaffLinks.GetReturnUrl(http);
        if (pending.Find(http) is not null)
            return pages.WriteCodeAsync(http, returnUrl);
        RedirectToGet(http, StaffLinks.Create(Routes.StaffSignIn, RequestLanguage.IsArabic(http.Request), returnUrl));
        return Task.CompletedTask;
    }

    private static async Task EnterCodeAsync(HttpContext http, StaffSignIn signIn, StaffPages pages, IAntiforgery antiforgery)
    {
        var returnUrl = StaffLinks.GetReturnUrl(http);
        if (await ReadFormAsync(http, antiforgery) is not { } form)
        {
            await pages.WriteCodeAsync(http, returnUrl, StatusCodes.Status400BadRequest, StaffTexts.FormExpired);
            return;
        }

        var outcome = await signIn.TryCodeAsync(http, form["code"].ToString());
        await AnswerAsync(http, pages, outcome, returnUrl, pages.WriteCodeAsync, StaffTexts.InvalidCode);
    }

    /// <summary>Answers a step of signing in.</summary>
    /// <param name="writeAgain">Writes the page of the step, with a status and an error.</param>
    private static async Task AnswerAsync(
        HttpContext http,
        StaffPages pages,
        SignInOutcome outcome,
        string returnUrl,
        Func<HttpContext, string, int, BilingualText?, Task> writeAgain,
        BilingualText rejected
    )
    {
        switch (outcome)
        {
            case SignInOutcome.SignedIn { Member: var member }:
                http.Features.Set(new StartsNewSession());
                await http.SignInAsync(StaffMember.Scheme, member.ToPrincipal());
                RedirectToGet(http, returnUrl);
                break;
            case SignInOutcome.CodeRequired:
                RedirectToGet(http, StaffLinks.Create(Routes.StaffSignInCode, RequestLanguage.IsArabic(http.Request), returnUrl));
                break;
            case SignInOutcome.SecondFactorMissing:
                await pages.WriteNoticeAsync(
                    http,
                    StatusCodes.Status403Forbidden,
                    StaffTexts.SecondFactorMissingTitle,
                    StaffTexts.SecondFactorMissing
                );
                break;
            case SignInOutcome.Throttled { RetryAfterSeconds: var seconds }:
                http.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
                await writeAgain(http, returnUrl, StatusCodes.Status429TooManyRequests, StaffTexts.TooManyAttempts(seconds));
                break;
            case SignInOutcome.Busy { RetryAfterSeconds: var seconds }:
                http.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
                await writeAgain(http, returnUrl, StatusCodes.Status429TooManyRequests, StaffTexts.Busy(seconds));
                break;
            case SignInOutcome.Expired:
                await pages.WriteSignInAsync(http, returnUrl, StatusCodes.Status403Forbidden, StaffTexts.CodeExpired);
                break;
            default:
                await writeAgain(http, returnUrl, StatusCodes.Status403Forbidden, rejected);
                break;
        }
    }

    private static async Task SignOutAsync(HttpContext http, StaffPages pages, IAntiforgery antiforgery)
    {
        if (await ReadFormAsync(http, antiforgery) is null)
        {
            await pages.WriteNoticeAsync(http, StatusCodes.Status400BadRequest, StaffTexts.SignOut, StaffTexts.FormExpired);
            return;
        }

        await http.SignOutAsync(StaffMember.Scheme);
        RedirectToGet(http, StaffLinks.Create(Routes.StaffSignIn, RequestLanguage.IsArabic(http.Request)));
    }

    private static Task ShowStyleAsync(HttpContext http)
    {
        http.Response.ContentType = "text/css; charset=utf-8";
        return http.Response.Body.WriteAsync(Style, http.RequestAborted).AsTask();
    }

    /// <summary>The fields of a form, or null if it was not sent from a staff page.</summary>
    private static async Task<IFormCollection?> ReadFormAsync(HttpContext http, IAntiforgery antiforgery)
    {
        if (!IsFormType(http.Request.ContentType))
            return null;
        BodyLimit.Set(http, MaxFormBytes);
        try
        {
            var form = await http.Request.ReadFormAsync(FormLimits, http.RequestAborted);
            return await antiforgery.IsRequestValidAsync(http) ? form : null;
        }
        catch (Exception e)
            when (e
                    is InvalidDataException
                        or BodyDecodingException
                        or BadHttpRequestException { StatusCode: StatusCodes.Status400BadRequest or StatusCodes.Status413PayloadTooLarge }
            )
        {
            return null;
        }
    }

    /// <summary>Only what browsers send for these forms. The framework accepts other types, and fails on some character sets.</summary>
    private static bool IsFormType(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type)
        && type.MediaType.Equals("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase)
        && (!type.Charset.HasValue || type.Charset.Value.Trim('"').Equals("utf-8", StringComparison.OrdinalIgnoreCase));

    /// <summary>303, so that the browser sends GET also after a form (RFC 9110 section 15.4.4).</summary>
    private static void RedirectToGet(HttpContext http, string url)
    {
        http.Response.StatusCode = StatusCodes.Status303SeeOther;
        http.Response.Headers.Location = url;
    }
}
