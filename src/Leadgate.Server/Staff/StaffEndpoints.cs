using System.Globalization;
using System.Text;
using Leadgate.Contract;
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

        var outcome = await signIn.TryAsync(http, form["name"].ToString(), form["password"].ToString());
        if (outcome.RetryAfterSeconds > 0)
        {
            http.Response.Headers.RetryAfter = outcome.RetryAfterSeconds.ToString(CultureInfo.InvariantCulture);
            await pages.WriteSignInAsync(
                http,
                returnUrl,
                StatusCodes.Status429TooManyRequests,
                StaffTexts.TooManyAttempts(outcome.RetryAfterSeconds)
            );
        }
        else if (outcome.Member is null)
        {
            await pages.WriteSignInAsync(http, returnUrl, StatusCodes.Status403Forbidden, StaffTexts.InvalidCredentials);
        }
        else
        {
            http.Features.Set(new StartsNewSession());
            await http.SignInAsync(StaffMember.Scheme, outcome.Member.ToPrincipal());
            RedirectToGet(http, returnUrl);
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
