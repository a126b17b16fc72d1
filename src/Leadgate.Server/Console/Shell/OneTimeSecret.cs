using System.Security.Cryptography;
using System.Text.Json;
using Leadgate.Server.Hosting;
using Leadgate.Server.Staff;
using Microsoft.AspNetCore.DataProtection;

namespace Leadgate.Server.Console.Shell;

/// <summary>
/// A secret that a form created, for the page that the browser is sent to afterwards: shown once, and not again when the page is reloaded.
/// It travels in an encrypted cookie, because any node may show that page, and an address would stay in the history.
/// </summary>
internal static class OneTimeSecret
{
    private const string Name = "leadgate-secret";
    private static readonly TimeSpan MaxAge = TimeSpan.FromMinutes(2);

    /// <param name="of">What it is a secret of, such as <c>key:3</c>; nothing else shows it.</param>
    public static void Set(HttpContext http, string of, IReadOnlyList<string> lines)
    {
        var value = GetProtector(http, of).Protect(JsonSerializer.Serialize(lines), MaxAge);
        http.Response.Cookies.Append(Name, value, CreateCookie(http).Build(http));
    }

    /// <summary>Reads the secret, and sees to it that it is not shown again; empty if there is none.</summary>
    public static IReadOnlyList<string> Take(HttpContext http, string of)
    {
        if (!http.Request.Cookies.TryGetValue(Name, out var value))
            return [];
        http.Response.Cookies.Delete(Name, CreateCookie(http).Build(http));
        try
        {
            return JsonSerializer.Deserialize<List<string>>(GetProtector(http, of).Unprotect(value)) ?? [];
        }
        catch (Exception e) when (e is CryptographicException or JsonException)
        {
            return [];
        }
    }

    private static CookieBuilder CreateCookie(HttpContext http)
    {
        var cookie = new CookieBuilder { MaxAge = MaxAge };
        StaffCookies.Restrict(cookie, http.RequestServices.GetRequiredService<LeadgateSettings>());
        cookie.SameSite = SameSiteMode.Strict;
        return cookie;
    }

    private static ITimeLimitedDataProtector GetProtector(HttpContext http, string of) =>
        http
            .RequestServices.GetRequiredService<IDataProtectionProvider>()
            .CreateProtector("leadgate.console.secret", of)
            .ToTimeLimitedDataProtector();
}
