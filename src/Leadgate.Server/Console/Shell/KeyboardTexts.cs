using Leadgate.Domain.Texts;

namespace Leadgate.Server.Console.Shell;

/// <summary>The keys of the console and what they do.</summary>
internal static class KeyboardTexts
{
    public static readonly BilingualText Title = new("Keyboard shortcuts", "اختصارات لوحة المفاتيح");
    public static readonly BilingualText Close = new("Close", "إغلاق");

    public static IReadOnlyList<(string Key, BilingualText Meaning)> All { get; } =
    [
        ("/", new("Search", "البحث")),
        ("j", new("Next row", "الصف التالي")),
        ("k", new("Previous row", "الصف السابق")),
        ("Enter", new("Open the row", "فتح الصف")),
        ("e", new("Go to the first field to correct", "الانتقال إلى أول حقل يلزم تصحيحه")),
        ("n", new("Next page", "الصفحة التالية")),
        ("p", new("Previous page", "الصفحة السابقة")),
        ("Ctrl+Enter", new("Save the lead", "حفظ البيانات")),
        ("?", new("Show these keys", "عرض هذه الاختصارات")),
    ];
}
