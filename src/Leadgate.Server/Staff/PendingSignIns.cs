using System.Globalization;
using System.Security.Cryptography;
using Leadgate.Domain.Staff;
using Leadgate.Server.Hosting;
using Microsoft.AspNetCore.DataProtection;

namespace Leadgate.Server.Staff;

/// <summary>
/// Remembers between the two steps of a sign-in that the password was right, in an encrypted cookie. It is not a session: the only page
/// that it opens is the one that asks for the code.
/// </summary>
internal sealed class PendingSignIns(IDataProtectionProvider protection, LeadgateSettings settings, TimeProvider time)
{
    public const string CookieName = "leadgate-code";
    private const char Separator = '|';

    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    private readonly IDataProtector _protector = protection.CreateProtector("leadgate.staff.pending");
    private readonly CookieBuilder _cookie = StaffCookies.CreateForSignIn(settings, Lifetime);

    public void Begin(HttpContext http, StaffAccount account)
    {
        var text = string.Join(
            Separator,
            account.CredentialEpoch.ToString(CultureInfo.InvariantCulture),
            time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
            account.Name
        );
        http.Response.Cookies.Append(CookieName, _protector.Protect(text), _cookie.Build(http));
    }

    public PendingSignIn? Find(HttpContext http)
    {
        if (!http.Request.Cookies.TryGetValue(CookieName, out var value))
            return null;
        try
        {
            return
                _protector.Unprotect(value).Split(Separator) is [var epoch, var begun, var name]
                && time.GetUtcNow() < DateTimeOffset.FromUnixTimeSeconds(long.Parse(begun, CultureInfo.InvariantCulture)) + Lifetime
                ? new PendingSignIn(name, int.Parse(epoch, CultureInfo.InvariantCulture))
                : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    public void End(HttpContext http) => http.Response.Cookies.Delete(CookieName, _cookie.Build(http));
}
