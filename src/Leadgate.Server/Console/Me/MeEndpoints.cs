using Leadgate.Server.Console.Forms;
using Leadgate.Server.Console.Shell;
using Leadgate.Server.Staff;

namespace Leadgate.Server.Console.Me;

/// <summary>How pages look for whoever is signed in.</summary>
internal static class MeEndpoints
{
    public const string LanguageField = "language";
    public const string ThemeField = "theme";
    public const string HijriField = "hijri";
    public const string ShortcutsField = "shortcuts";

    public static void MapMe(this IEndpointRouteBuilder pages)
    {
        pages.MapGet(ConsoleRoutes.Me, OwnAccountEndpoints.ShowAsync).RequireAuthorization(StaffPolicies.Viewer);
        pages.MapOwnAccount();
        pages.MapPost(ConsoleRoutes.Me, Save).RequireAuthorization(StaffPolicies.Viewer);
        pages.MapGet(ConsoleRoutes.Language, ChooseLanguage);
    }

    private static Redirect Save(HttpContext http)
    {
        var form = http.GetForm();
        var theme = form.Get(ThemeField);
        new ConsolePreferences
        {
            IsArabic = form.Get(LanguageField) switch
            {
                "ar" => true,
                "en" => false,
                _ => null,
            },
            Theme = ConsolePreferences.Themes.Contains(theme) ? theme : null,
            ShowsHijri = form.Has(HijriField),
            HasShortcuts = form.Has(ShortcutsField),
        }.Write(http);
        NoticeCookie.Set(http, MeTexts.Saved);
        return new Redirect(ConsoleRoutes.Me);
    }

    private static Redirect ChooseLanguage(HttpContext http)
    {
        ConsolePreferences.ChooseLanguage(http);
        return new Redirect(StaffLinks.GetReturnUrl(http));
    }
}
