using Leadgate.Server.Hosting;
using Leadgate.Server.Http;
using Leadgate.Server.Staff;
using Microsoft.AspNetCore.WebUtilities;

namespace Leadgate.Server.Console.Shell;

/// <summary>The choices of a person about how pages look, kept in a cookie of their browser.</summary>
internal sealed record ConsolePreferences
{
    private const string CookieName = "leadgate-preferences";
    private const string LanguageKey = "lang";
    private const string ThemeKey = "theme";
    private const string HijriKey = "hijri";
    private const string ShortcutsKey = "keys";
    private static readonly TimeSpan MaxAge = TimeSpan.FromDays(365);

    /// <summary>"light" or "dark"; null follows the system.</summary>
    public static IReadOnlyList<string> Themes { get; } = ["light", "dark"];

    /// <summary>Null follows the browser.</summary>
    public bool? IsArabic { get; init; }

    public string? Theme { get; init; }

    /// <summary>Whether the date by the Hijri calendar stands beside the other one in lists too.</summary>
    public bool ShowsHijri { get; init; }

    /// <summary>Single keys can disturb people who dictate (WCAG 2.1.4).</summary>
    public bool HasShortcuts { get; init; } = true;

    /// <summary>Whatever somebody wrote into the cookie by hand counts as no choice.</summary>
    public static ConsolePreferences Read(HttpRequest request)
    {
        var stored = request.Cookies.TryGetValue(CookieName, out var cookie) ? QueryHelpers.ParseQuery(cookie) : [];
        var theme = stored.GetValueOrDefault(ThemeKey).ToString();
        return new ConsolePreferences
        {
            IsArabic = stored.GetValueOrDefault(LanguageKey).ToString() switch
            {
                "ar" => true,
                "en" => false,
                _ => null,
            },
            Theme = Themes.Contains(theme) ? theme : null,
            ShowsHijri = stored.GetValueOrDefault(HijriKey) == "on",
            HasShortcuts = stored.GetValueOrDefault(ShortcutsKey) != "off",
        };
    }

    /// <summary>Remembers the language of the address.</summary>
    public static void ChooseLanguage(HttpContext http) =>
        (Read(http.Request) with { IsArabic = RequestLanguage.IsArabic(http.Request) }).Write(http);

    public void Write(HttpContext http)
    {
        var settings = http.RequestServices.GetRequiredService<LeadgateSettings>();
        var cookie = new CookieBuilder { MaxAge = MaxAge };
        StaffCookies.Restrict(cookie, settings);
        var language = IsArabic is { } arabic ? $"{LanguageKey}={(arabic ? "ar" : "en")}&" : "";
        var theme = Theme is null ? "" : $"{ThemeKey}={Theme}&";
        var value = $"{language}{theme}{HijriKey}={(ShowsHijri ? "on" : "off")}&{ShortcutsKey}={(HasShortcuts ? "on" : "off")}";
        http.Response.Cookies.Append(CookieName, value, cookie.Build(http));
    }
}
