using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Leadgate.Contract;
using Leadgate.Domain.Staff;
using Leadgate.Server.Hosting;
using Leadgate.Server.Lists;
using Microsoft.AspNetCore.Antiforgery;

namespace Leadgate.Server.Staff;

/// <summary>Writes the pages: plain HTML without a script, in Arabic or English.</summary>
/// <param name="settings">The environment, and whether there is an identity provider.</param>
/// <param name="antiforgery">Protects the forms.</param>
internal sealed class StaffPages(LeadgateSettings settings, IAntiforgery antiforgery)
{
    private const int RetryAfterSeconds = 30;

    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary>Who is signed in.</summary>
    public Task WriteHomeAsync(HttpContext http, StaffMember person)
    {
        var arabic = RequestLanguage.IsArabic(http.Request);
        var (_, _, title, titleAr) = StaffRoles.All.First(known => known.Role == person.Role);
        return WriteAsync(
            http,
            StatusCodes.Status200OK,
            StaffTexts.Staff,
            $"""
            <p>{Text(StaffTexts.SignedInAs, arabic)} <strong dir="auto">{Encoder.Encode(person.DisplayName)}</strong></p>
            <dl>
            <dt>{Text(StaffTexts.Role, arabic)}</dt><dd>{Encoder.Encode(arabic ? titleAr : title)}</dd>
            <dt>{Text(StaffTexts.Environment, arabic)}</dt><dd>{settings.Environment}</dd>
            </dl>
            <form method="post" action="{Link(Routes.StaffSignOut, arabic)}">
            {Token(http)}
            <button>{Text(StaffTexts.SignOut, arabic)}</button>
            </form>
            """
        );
    }

    /// <summary>The sign-in.</summary>
    /// <param name="http">The request.</param>
    /// <param name="returnUrl">Where to go afterwards.</param>
    /// <param name="status">The status of the answer.</param>
    /// <param name="told">What went wrong before, or null.</param>
    public Task WriteSignInAsync(HttpContext http, string returnUrl, int status = StatusCodes.Status200OK, StaffText? told = null)
    {
        var arabic = RequestLanguage.IsArabic(http.Request);
        var notice = told is null ? "" : $"<p class=\"notice\" role=\"alert\">{Text(told, arabic)}</p>";
        var provider = settings.Oidc is null
            ? ""
            : $"""
                <p class="or"><span>{Text(StaffTexts.Or, arabic)}</span></p>
                <a class="button" href="{Link(Routes.StaffOidc, arabic, returnUrl)}">{Text(StaffTexts.SignInWithProvider, arabic)}</a>
                """;
        return WriteAsync(
            http,
            status,
            StaffTexts.SignIn,
            $"""
            {notice}
            <form method="post" action="{Link(Routes.StaffSignIn, arabic, returnUrl)}">
            {Token(http)}
            <label>{Text(
                StaffTexts.Name,
                arabic
            )}<input name="name" autocomplete="username" autocapitalize="none" spellcheck="false" dir="auto" maxlength="{StaffAccount.MaxNameLength}" required autofocus></label>
            <label>{Text(
                StaffTexts.Password,
                arabic
            )}<input name="password" type="password" autocomplete="current-password" dir="ltr" maxlength="{StaffAccount.MaxPasswordLength}" required></label>
            <button>{Text(StaffTexts.SignIn, arabic)}</button>
            </form>
            {provider}
            """,
            http.Request.Query[StaffLinks.ReturnUrl].Count > 0 ? returnUrl : null
        );
    }

    /// <summary>A page that says why there is none.</summary>
    public Task WriteNoticeAsync(HttpContext http, int status, StaffText title, StaffText text, bool? language = null)
    {
        var arabic = language ?? RequestLanguage.IsArabic(http.Request);
        if (status == StatusCodes.Status503ServiceUnavailable)
            http.Response.Headers.RetryAfter = RetryAfterSeconds.ToString(CultureInfo.InvariantCulture);
        return WriteAsync(
            http,
            status,
            title,
            $"""
            <p class="notice" role="alert">{Text(text, arabic)}</p>
            <p><a href="{Link(Routes.StaffSignIn, arabic)}">{Text(StaffTexts.Again, arabic)}</a></p>
            """,
            language: language
        );
    }

    private async Task WriteAsync(
        HttpContext http,
        int status,
        StaffText title,
        string body,
        string? returnUrl = null,
        bool? language = null
    )
    {
        var arabic = language ?? RequestLanguage.IsArabic(http.Request);

        // A page that answers a form or the identity provider cannot be asked for again: the other language then begins at the start.
        var here =
            HttpMethods.IsGet(http.Request.Method) && http.Request.Path != Routes.StaffOidcCallback
                ? http.Request.Path.Value!
                : Routes.StaffSignIn;
        http.Response.StatusCode = status;
        http.Response.ContentType = "text/html; charset=utf-8";
        http.Response.Headers.ContentLanguage = arabic ? "ar" : "en";
        await http.Response.WriteAsync(
            $"""
            <!DOCTYPE html>
            <html lang="{(arabic ? "ar" : "en")}" dir="{(arabic ? "rtl" : "ltr")}">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{Text(title, arabic)} · Leadgate · {settings.Environment}</title>
            <link rel="stylesheet" href="{Routes.StaffStyle}">
            </head>
            <body>
            <header>
            <span class="product">{Text(StaffTexts.Product, arabic)}</span>
            <span class="environment {settings.Environment.ToLowerInvariant()}">{settings.Environment}</span>
            <a class="language" lang="{(arabic ? "en" : "ar")}" href="{Link(here, !arabic, returnUrl)}">{Text(
                StaffTexts.OtherLanguage,
                arabic
            )}</a>
            </header>
            <main>
            <h1>{Text(title, arabic)}</h1>
            {body}
            </main>
            </body>
            </html>
            """,
            http.RequestAborted
        );
    }

    private static string Text(StaffText text, bool arabic) => Encoder.Encode(text.In(arabic));

    private static string Link(string path, bool arabic, string? returnUrl = null) =>
        Encoder.Encode(StaffLinks.To(path, arabic, returnUrl));

    private string Token(HttpContext http)
    {
        var tokens = antiforgery.GetAndStoreTokens(http);
        return $"<input type=\"hidden\" name=\"{tokens.FormFieldName}\" value=\"{Encoder.Encode(tokens.RequestToken!)}\">";
    }
}
