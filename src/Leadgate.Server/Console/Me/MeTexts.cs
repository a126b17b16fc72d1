using Leadgate.Domain.Texts;

namespace Leadgate.Server.Console.Me;

/// <summary>The texts of the page on which people choose how pages look.</summary>
internal static class MeTexts
{
    public static readonly BilingualText Title = new("Your settings", "إعداداتك");
    public static readonly BilingualText Language = new("Language", "اللغة");
    public static readonly BilingualText LanguageOfBrowser = new("As in the browser", "كلغة المتصفح");
    public static readonly BilingualText Theme = new("Colors", "الألوان");
    public static readonly BilingualText ThemeOfSystem = new("As in the system", "كإعداد الجهاز");
    public static readonly BilingualText Light = new("Light", "فاتحة");
    public static readonly BilingualText Dark = new("Dark", "داكنة");
    public static readonly BilingualText Hijri = new("Show Hijri dates in lists too", "عرض التاريخ الهجري في القوائم أيضًا");
    public static readonly BilingualText Shortcuts = new("Keyboard shortcuts with single keys", "اختصارات لوحة المفاتيح بمفتاح واحد");
    public static readonly BilingualText ShortcutsHint = new(
        "Press ? on any page to see them. Turn them off if you dictate.",
        "اضغط ؟ في أي صفحة لعرضها. أوقفها إن كنت تكتب بالإملاء الصوتي."
    );
    public static readonly BilingualText Save = new("Save", "حفظ");
    public static readonly BilingualText Saved = new("Your settings were saved.", "حُفظت إعداداتك.");
}
