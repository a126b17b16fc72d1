using System.Globalization;
using System.Reflection;
using Leadgate.Contract;
using Leadgate.Server.Hosting;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace Leadgate.Server.Staff;

/// <summary>The sign-in of staff, and the one page that there is as yet. Forms are plain HTML forms.</summary>
internal static class StaffEndpoints
{
    /// <summary>A form of ours has a handful of short fields; nobody needs to be able to send more.</summary>
    private static readonly FormOptions Form = new()
    {
        ValueCountLimit = 8,
        KeyLengthLimit = 100,
        ValueLengthLimit = 2000,
        MultipartBodyLengthLimit = 0,
    };

    private static readonly byte[] Style = ReadStyle();

    public static void MapStaff(this IEndpointRouteBuilder routes, LeadgateSettings settings)
    {
        routes.MapGet(Routes.Staff, Home).RequireAuthorization(StaffPolicies.Viewer).ExcludeFromDescription();
        routes.MapGet(Routes.StaffSignIn, ShowSignIn).ExcludeFromDescription();
        routes.MapPost(Routes.StaffSignIn, SignIn).ExcludeFromDescription();
        routes.MapPost(Routes.StaffSignOut, SignOut).RequireAuthorization(StaffPolicies.Viewer).ExcludeFromDescription();
        routes.MapGet(Routes.StaffStyle, ShowStyle).ExcludeFromDescription();
        if (settings.Oidc is not null)
            routes.MapGet(Routes.StaffOidc, OidcSignIn.StartAsync).ExcludeFromDescription();
    }

    private static Task Home(HttpContext http, StaffPages pages) => pages.WriteHomeAsync(http, http.StaffMember());

    private static Task ShowSignIn(HttpContext http, StaffPages pages) => pages.WriteSignInAsync(http, StaffLinks.ReturnTo(http));

    private static async Task SignIn(HttpContext http, StaffSignIn signIn, StaffPages pages, IAntiforgery antiforgery)
    {
        var returnUrl = StaffLinks.ReturnTo(http);
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
                StaffTexts.MustWait(outcome.RetryAfterSeconds)
            );
        }
        else if (outcome.Person is null)
        {
            await pages.WriteSignInAsync(http, returnUrl, StatusCodes.Status403Forbidden, StaffTexts.Wrong);
        }
        else
        {
            http.Features.Set(new StartsNewSession());
            await http.SignInAsync(StaffMember.Scheme, outcome.Person.ToPrincipal());
            SeeOther(http, returnUrl);
        }
    }

    private static async Task SignOut(HttpContext http, StaffPages pages, IAntiforgery antiforgery)
    {
        if (await ReadFormAsync(http, antiforgery) is null)
        {
            await pages.WriteNoticeAsync(http, StatusCodes.Status400BadRequest, StaffTexts.SignOut, StaffTexts.FormExpired);
            return;
        }

        await http.SignOutAsync(StaffMember.Scheme);
        SeeOther(http, StaffLinks.To(Routes.StaffSignIn, Lists.RequestLanguage.IsArabic(http.Request)));
    }

    private static Task ShowStyle(HttpContext http)
    {
        http.Response.ContentType = "text/css; charset=utf-8";
        return http.Response.Body.WriteAsync(Style, http.RequestAborted).AsTask();
    }

    /// <summary>The fields of a form of ours, or null when it was not sent by a page of ours.</summary>
    private static async Task<IFormCollection?> ReadFormAsync(HttpContext http, IAntiforgery antiforgery)
    {
        if (!IsForm(http.Request.ContentType))
            return null;
        try
        {
            var form = await http.Request.ReadFormAsync(Form, http.RequestAborted);
            return await antiforgery.IsRequestValidAsync(http) ? form : null;
        }
        catch (Exception e)
            when (e
                    is InvalidDataException
                        or BadHttpRequestException { StatusCode: StatusCodes.Status400BadRequest or StatusCodes.Status413PayloadTooLarge }
            )
        {
            return null;
        }
    }

    /// <summary>As browsers send the forms of our pages. The framework reads others too, but not every character set that can be named.</summary>
    private static bool IsForm(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type)
        && type.MediaType.Equals("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase)
        && (!type.Charset.HasValue || type.Charset.Value.Trim('"').Equals("utf-8", StringComparison.OrdinalIgnoreCase));

    /// <summary>Another page is to be got, also after a form (RFC 9110 section 15.4.4).</summary>
    private static void SeeOther(HttpContext http, string url)
    {
        http.Response.StatusCode = StatusCodes.Status303SeeOther;
        http.Response.Headers.Location = url;
    }

    private static byte[] ReadStyle()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("staff.css")!;
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
