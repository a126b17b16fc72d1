using Leadgate.Contract;
using Leadgate.Server.Hosting;

namespace Leadgate.Server.Staff;

/// <summary>What all cookies of the staff pages have in common.</summary>
internal static class StaffCookies
{
    /// <summary>Scripts, other sites and other paths don't get the cookie, and it is sent over TLS only where possible.</summary>
    public static void Restrict(CookieBuilder cookie, LeadgateSettings settings)
    {
        cookie.Path = Routes.Staff;
        cookie.HttpOnly = true;
        cookie.SameSite = SameSiteMode.Lax;
        cookie.SecurePolicy = settings.IsHttpsOnly ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
    }

    /// <summary>A cookie that only the sign-in needs.</summary>
    public static CookieBuilder CreateForSignIn(LeadgateSettings settings, TimeSpan maxAge)
    {
        var cookie = new CookieBuilder();
        Restrict(cookie, settings);
        (cookie.Path, cookie.SameSite, cookie.MaxAge) = (Routes.StaffSignIn, SameSiteMode.Strict, maxAge);
        return cookie;
    }
}
