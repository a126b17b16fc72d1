using Leadgate.Contract;
using Leadgate.Server.Console.Shell;

namespace Leadgate.Server.Staff;

/// <summary>Links between the staff pages.</summary>
internal static class StaffLinks
{
    /// <summary>The query parameter for the page to show after sign-in.</summary>
    public const string ReturnUrl = "returnUrl";

    /// <summary>The link to a page in a language.</summary>
    public static string Create(string path, bool arabic, string? returnUrl = null) =>
        $"{path}?lang={(arabic ? "ar" : "en")}{(returnUrl is null ? "" : $"&{ReturnUrl}={Uri.EscapeDataString(returnUrl)}")}";

    /// <summary>The page to show after sign-in. It is always a staff page of this service, never another site (open redirect).</summary>
    public static string GetReturnUrl(HttpContext http) =>
        FindReturnUrl(http.Request) ?? Create(Routes.Staff, StaffLanguage.IsArabic(http.Request));

    /// <summary>The address that shows a page of the sign-in again, and leads to the same page after it.</summary>
    public static string CarryOn(HttpRequest request, string path, bool arabic) => Create(path, arabic, FindReturnUrl(request));

    private static string? FindReturnUrl(HttpRequest request) => request.Query[ReturnUrl] is [{ } url, ..] && IsStaffPage(url) ? url : null;

    /// <summary>The page of this request in another language. What answered a form or the identity provider can't be shown again.</summary>
    public static string GetPathToShowAgain(HttpRequest request) =>
        request.Path == Routes.StaffSignInCode ? Routes.StaffSignInCode
        : HttpMethods.IsGet(request.Method) && request.Path != Routes.StaffOidcCallback ? request.Path.Value!
        : Routes.StaffSignIn;

    /// <summary>
    /// Printable ASCII only, because it becomes a header, and no path that a browser or proxy would normalize to a different one.
    /// </summary>
    private static bool IsStaffPage(string url)
    {
        if (!url.StartsWith(Routes.Staff, StringComparison.Ordinal) || !url.All(character => character is > ' ' and <= '~' and not '\\'))
            return false;
        var path = url.Split('?', '#')[0];
        var segments = path[Routes.Staff.Length..].Split('/').Select(Uri.UnescapeDataString).ToList();
        return segments[0].Length == 0
            && !segments.Skip(1).Any(segment => segment is "." or ".." || segment.AsSpan().ContainsAny('/', '\\'))
            && !path.Contains("//", StringComparison.Ordinal);
    }
}
