using Leadgate.Domain.Texts;
using Leadgate.Server.Hosting;

namespace Leadgate.Server.Console.About;

/// <summary>The texts of the page about the service.</summary>
internal static class AboutTexts
{
    public static readonly BilingualText Version = new("Version", "الإصدار");
    public static readonly BilingualText Environment = new("Environment", "البيئة");
    public static readonly BilingualText Health = new("Health", "الحالة");
    public static readonly BilingualText Healthy = new("Leads can be stored", "يمكن حفظ البيانات");
    public static readonly BilingualText Unhealthy = new(
        "Leads cannot be stored: the database is unavailable, full, read-only, or too slow",
        "لا يمكن حفظ البيانات: قاعدة البيانات غير متاحة أو ممتلئة أو للقراءة فقط أو بطيئة جدًا"
    );
    public static readonly BilingualText Node = new("Node", "الخادم");
    public static readonly BilingualText Platform = new("Platform", "المنصة");
    public static readonly BilingualText StartedAt = new("Running since", "يعمل منذ");
    public static readonly BilingualText Store = new("Database", "قاعدة البيانات");
    public static readonly BilingualText Files = new("Files of this node", "ملفات هذا الخادم");
    public static readonly BilingualText File = new("File", "الملف");
    public static readonly BilingualText Size = new("Size", "الحجم");
    public static readonly BilingualText Free = new("Free on its disk", "المتاح على القرص");
    public static readonly BilingualText Settings = new("Settings", "الإعدادات");
    public static readonly BilingualText SettingsHint = new(
        "They are set by options of the command, environment variables, or a file. Passwords and secrets are not shown.",
        "تُضبط بخيارات الأمر أو متغيرات البيئة أو ملف. لا تظهر كلمات المرور والأسرار."
    );
    public static readonly BilingualText Setting = new("Setting", "الإعداد");
    public static readonly BilingualText Value = new("Value", "القيمة");
    public static readonly BilingualText Source = new("Set by", "المصدر");
    public static readonly BilingualText Meaning = new("Meaning", "المعنى");

    /// <summary>Where a setting comes from.</summary>
    public static BilingualText GetSource(SettingSource source) =>
        source switch
        {
            SettingSource.Option => new("option", "خيار الأمر"),
            SettingSource.Environment => new("environment", "متغير بيئة"),
            _ => new("default", "افتراضي"),
        };
}
