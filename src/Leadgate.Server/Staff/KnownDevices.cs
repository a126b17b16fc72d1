using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Leadgate.Domain.Staff;
using Leadgate.Server.Hosting;
using Microsoft.AspNetCore.DataProtection;

namespace Leadgate.Server.Staff;

/// <summary>
/// Recognizes browsers that have signed in to an account before (the device cookies of OWASP). Nobody signs in with such a cookie: it only
/// says that an attempt is the owner's, so that the attempts of others do not count against it.
/// </summary>
internal sealed class KnownDevices(IDataProtectionProvider protection, LeadgateSettings settings, TimeProvider time)
{
    private const string NamePrefix = "leadgate-device-";
    private const char Separator = '|';
    private const int IdBytes = 16;
    private const int CookieNameBytes = 4;

    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(365);

    private readonly IDataProtector _protector = protection.CreateProtector("leadgate.staff.device");
    private readonly CookieBuilder _cookie = StaffCookies.CreateForSignIn(settings, Lifetime);

    /// <summary>
    /// The device that a request comes from, or null. Whether its epoch is still that of the account is for the caller to see.
    /// </summary>
    /// <param name="name">The folded name of the account.</param>
    public KnownDevice? Find(HttpContext http, string name)
    {
        if (!http.Request.Cookies.TryGetValue(GetCookieName(name), out var value))
            return null;
        try
        {
            return
                _protector.Unprotect(value).Split(Separator) is [var id, var epoch, var issued, var account]
                && account == name
                && time.GetUtcNow() < DateTimeOffset.FromUnixTimeSeconds(long.Parse(issued, CultureInfo.InvariantCulture)) + Lifetime
                ? new KnownDevice(id, int.Parse(epoch, CultureInfo.InvariantCulture))
                : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>Makes the browser a known device of an account that it has just signed in to.</summary>
    public void Remember(HttpContext http, StaffAccount account)
    {
        var id = RandomNumberGenerator.GetHexString(IdBytes * 2);
        var issued = time.GetUtcNow().ToUnixTimeSeconds();
        var text = string.Join(
            Separator,
            id,
            account.CredentialEpoch.ToString(CultureInfo.InvariantCulture),
            issued.ToString(CultureInfo.InvariantCulture),
            account.Name
        );
        http.Response.Cookies.Append(GetCookieName(account.Name), _protector.Protect(text), _cookie.Build(http));
    }

    /// <summary>One for each account, so that several people can share a browser. The account cannot be read from it.</summary>
    private static string GetCookieName(string name) =>
        NamePrefix + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)), 0, CookieNameBytes);
}
