using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Leadgate.Contract;
using Leadgate.Domain.Staff;
using Leadgate.Domain.Texts;
using Leadgate.Server.Hosting;
using Leadgate.Server.Http;
using Microsoft.AspNetCore.Antiforgery;

namespace Leadgate.Server.Staff;

/// <summary>Writes the staff pages: plain HTML without scripts, in Arabic or English.</summary>
internal sealed class StaffPages(LeadgateSettings settings, IAntiforgery antiforgery)
{
    private const int RetryAfterSeconds = 30;

    /// <summary>A recovery code with hyphens or spaces.</summary>
    private const int MaxCodeLength = 40;

    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary>The page that says who is signed in.</summary>
    public Task WriteHomeAsync(HttpContext http, StaffMember member)
    {
        var arabic = RequestLanguage.IsArabic(http.Request);
        var (_, _, title, titleAr) = StaffRoles.All.First(known => known.Role == member.Role);
        return WriteAsync(
            http,
            StatusCodes.Status200OK,
            StaffTexts.Staff,
            $"""
            <p>{Text(StaffTexts.SignedInAs, arabic)} <strong dir="auto">{Encoder.Encode(member.DisplayName)}</strong></p>
            <dl>
            <dt>{Text(StaffTexts.Role, arabic)}</dt><dd>{Encoder.Encode(arabic ? titleAr : title)}</dd>
            <dt>{Text(StaffTexts.Environment, arabic)}</dt><dd>{settings.Environment}</dd>
            </dl>
            <form method="post" action="{Link(Routes.StaffSignOut, arabic)}">
            {CreateTokenField(http)}
            <button>{Text(StaffTexts.SignOut, arabic)}</button>
            </form>
            """
        );
    }

    /// <param name="returnUrl">The page to show after sign-in.</param>
    /// <param name="error">Why the previous attempt failed, or null.</param>
    public Task WriteSignInAsync(HttpContext http, string returnUrl, int status = StatusCodes.Status200OK, BilingualText? error = null)
    {
        var arabic = RequestLanguage.IsArabic(http.Request);
        var notice = error is null ? "" : $"<p class=\"notice\" role=\"alert\">{Text(error, arabic)}</p>";
        var provider = settings.Oidc is null
            ? ""
            : $"""
                <p class="or"><span>{Text(StaffTexts.Or, arabic)}</span></p>
                <a class="button" href="{Link(Routes.StaffOidc, arabic, returnUrl)}">{Text(StaffTexts.SignInWithProvider, arabic)}</a>
                """;
        var (userName, password) = (Text(StaffTexts.UserName, arabic), Text(StaffTexts.Password, arabic));
        return WriteAsync(
            http,
            status,
            StaffTexts.SignIn,
            $"""
            {notice}
            <form method="post" action="{Link(Routes.StaffSignIn, arabic, returnUrl)}">
            {CreateTokenField(http)}
            <label>{userName}<input name="name" autocomplete="username" autocapitalize="none" spellcheck="false" dir="auto"
              maxlength="{StaffAccount.MaxNameLength}" required autofocus></label>
            <label>{password}<input name="password" type="password" autocomplete="current-password" dir="ltr"
              maxlength="{StaffAccount.MaxPasswordLength}" required></label>
            <button>{Text(StaffTexts.SignIn, arabic)}</button>
            </form>
            {provider}
            """,
            http.Request.Query[StaffLinks.ReturnUrl].Count > 0 ? returnUrl : null
        );
    }

    /// <summary>The second step of a sign-in.</summary>
    /// <param name="returnUrl">The page to show after sign-in.</param>
    /// <param name="error">Why the previous attempt failed, or null.</param>
    public Task WriteCodeAsync(HttpContext http, string returnUrl, int status = StatusCodes.Status200OK, BilingualText? error = null)
    {
        var arabic = RequestLanguage.IsArabic(http.Request);
        var notice = error is null ? "" : $"<p class=\"notice\" role=\"alert\">{Text(error, arabic)}</p>";
        return WriteAsync(
            http,
            status,
            StaffTexts.CodeTitle,
            $"""
            {notice}
            <form method="post" action="{Link(Routes.StaffSignInCode, arabic, returnUrl)}">
            {CreateTokenField(http)}
            <label>{Text(StaffTexts.Code, arabic)}<input name="code" autocomplete="one-time-code" autocapitalize="none" spellcheck="false"
              dir="ltr" maxlength="{MaxCodeLength}" aria-describedby="hint" required autofocus></label>
            <p id="hint">{Text(StaffTexts.CodeHint, arabic)}</p>
            <button>{Text(StaffTexts.SignIn, arabic)}</button>
            </form>
            <p><a href="{Link(Routes.StaffSignIn, arabic, returnUrl)}">{Text(StaffTexts.BackToSignIn, arabic)}</a></p>
            """,
            http.Request.Query[StaffLinks.ReturnUrl].Count > 0 ? returnUrl : null
        );
    }

    /// <summary>A page with a message instead of the page that was requested.</summary>
    /// <param name="language">Whether it is in Arabic, or null to take the language from the request.</param>
    public Task WriteNoticeAsync(HttpContext http, int status, BilingualText title, BilingualText text, bool? language = null)
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
            <p><a href="{Link(Routes.StaffSignIn, arabic)}">{Text(StaffTexts.BackToSignIn, arabic)}</a></p>
            """,
            language: language
        );
    }

    private async Task WriteAsync(
        HttpContext http,
        int status,
        BilingualText title,
        string body,
        string? returnUrl = null,
        bool? language = null
    )
    {
        var arabic = language ?? RequestLanguage.IsArabic(http.Request);
        var otherLanguageLink = Link(GetPathForOtherLanguage(http.Request), !arabic, returnUrl);
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
            <a class="language" lang="{(arabic ? "en" : "ar")}" href="{otherLanguageLink}">{Text(StaffTexts.OtherLanguage, arabic)}</a>
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

    /// <summary>The response to a form or to the identity provider cannot be requested again: the sign-in page.</summary>
    private static string GetPathForOtherLanguage(HttpRequest request) =>
        request.Path == Routes.StaffSignInCode ? Routes.StaffSignInCode
        : HttpMethods.IsGet(request.Method) && request.Path != Routes.StaffOidcCallback ? request.Path.Value!
        : Routes.StaffSignIn;

    private static string Text(BilingualText text, bool arabic) => Encoder.Encode(text.In(arabic));

    private static string Link(string path, bool arabic, string? returnUrl = null) =>
        Encoder.Encode(StaffLinks.Create(path, arabic, returnUrl));

    private string CreateTokenField(HttpContext http)
    {
        var tokens = antiforgery.GetAndStoreTokens(http);
        return $"<input type=\"hidden\" name=\"{tokens.FormFieldName}\" value=\"{Encoder.Encode(tokens.RequestToken!)}\">";
    }
}
