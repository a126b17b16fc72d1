using System.Security.Cryptography;
using System.Text.Json;
using Leadgate.Domain.Texts;
using Leadgate.Server.Hosting;
using Leadgate.Server.Staff;
using Microsoft.AspNetCore.DataProtection;

namespace Leadgate.Server.Console.Shell;

/// <summary>
/// What a form did, for the page that the browser is sent to afterwards. A cookie that only this service can write carries it, because any
/// node may show that page, and a text in the address could be put there by anybody.
/// </summary>
internal static class NoticeCookie
{
    private const string Name = "leadgate-notice";
    private static readonly TimeSpan MaxAge = TimeSpan.FromMinutes(1);

    public static void Set(HttpContext http, BilingualText text)
    {
        var settings = http.RequestServices.GetRequiredService<LeadgateSettings>();
        var value = GetProtector(http).Protect(JsonSerializer.Serialize(text), MaxAge);
        http.Response.Cookies.Append(Name, value, CreateCookie(settings).Build(http));
    }

    /// <summary>Reads the text, and sees to it that it is not shown again.</summary>
    public static BilingualText? Take(HttpContext http)
    {
        if (!http.Request.Cookies.TryGetValue(Name, out var value) || http.Features.Get<StoreIsUnavailable>() is not null)
            return null;
        var settings = http.RequestServices.GetRequiredService<LeadgateSettings>();
        http.Response.Cookies.Delete(Name, CreateCookie(settings).Build(http));
        try
        {
            return JsonSerializer.Deserialize<BilingualText>(GetProtector(http).Unprotect(value));
        }
        catch (Exception e) when (e is CryptographicException or JsonException)
        {
            return null;
        }
    }

    private static CookieBuilder CreateCookie(LeadgateSettings settings)
    {
        var cookie = new CookieBuilder { MaxAge = MaxAge };
        StaffCookies.Restrict(cookie, settings);
        return cookie;
    }

    private static ITimeLimitedDataProtector GetProtector(HttpContext http) =>
        http
            .RequestServices.GetRequiredService<IDataProtectionProvider>()
            .CreateProtector("leadgate.console.notice")
            .ToTimeLimitedDataProtector();
}
