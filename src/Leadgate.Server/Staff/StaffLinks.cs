using Leadgate.Contract;
using Leadgate.Server.Lists;

namespace Leadgate.Server.Staff;

/// <summary>The links between the pages.</summary>
internal static class StaffLinks
{
    /// <summary>The parameter that says where to go after the sign-in.</summary>
    public const string ReturnUrl = "returnUrl";

    /// <summary>A page in a language.</summary>
    public static string To(string path, bool arabic, string? returnUrl = null) =>
        $"{path}?lang={(arabic ? "ar" : "en")}{(returnUrl is null ? "" : $"&{ReturnUrl}={Uri.EscapeDataString(returnUrl)}")}";

    /// <summary>Where to go after the sign-in: a staff page of this service, never another place.</summary>
    /// <param name="http">The request.</param>
    public static string ReturnTo(HttpContext http) =>
        http.Request.Query[ReturnUrl] is [{ } url, ..] && IsOfStaff(url) ? url : To(Routes.Staff, RequestLanguage.IsArabic(http.Request));

    /// <summary>Printable ASCII, since it becomes a header; and no path that a browser or a proxy would read as another one.</summary>
    private static bool IsOfStaff(string url)
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
