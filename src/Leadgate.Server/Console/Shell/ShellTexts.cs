using Leadgate.Domain.Texts;

namespace Leadgate.Server.Console.Shell;

/// <summary>The texts that all pages share.</summary>
internal static class ShellTexts
{
    public static readonly BilingualText Today = new("Today", "اليوم");
    public static readonly BilingualText Leads = new("Leads", "العملاء المحتملون");
    public static readonly BilingualText Bulks = new("Bulks", "الدفعات");
    public static readonly BilingualText Senders = new("Senders", "المرسلون");
    public static readonly BilingualText Imports = new("Imports", "الاستيراد");
    public static readonly BilingualText Lists = new("Lists", "القوائم");
    public static readonly BilingualText Manage = new("Manage", "الإدارة");
    public static readonly BilingualText Keys = new("API keys", "مفاتيح الربط");
    public static readonly BilingualText Accounts = new("Accounts", "الحسابات");
    public static readonly BilingualText Sessions = new("Sessions", "الجلسات");
    public static readonly BilingualText Persons = new("Persons", "الأشخاص");
    public static readonly BilingualText Audit = new("Audit trail", "سجل التدقيق");
    public static readonly BilingualText About = new("About", "عن النظام");

    public static readonly BilingualText SkipToContent = new("Skip to content", "انتقل إلى المحتوى");
    public static readonly BilingualText MainNavigation = new("Main", "القائمة الرئيسية");
    public static readonly BilingualText Help = new("How to use these pages", "كيف تستخدم هذه الصفحات");
    public static readonly BilingualText TimeZone = new("Times are in {0}.", "الأوقات بتوقيت {0}.");
    public static readonly BilingualText PrintedAt = new("Printed {0} by {1}", "طُبعت {0} بواسطة {1}");
    public static readonly BilingualText ErrorPrefix = new("Error: ", "خطأ: ");
    public static readonly BilingualText ThereIsAProblem = new("There is a problem", "هناك مشكلة");
    public static readonly BilingualText Success = new("Done", "تم");
    public static readonly BilingualText Newer = new("Newer", "الأحدث");
    public static readonly BilingualText Older = new("Older", "الأقدم");
    public static readonly BilingualText Pages = new("Pages", "الصفحات");
    public static readonly BilingualText Cancel = new("Cancel", "إلغاء");
    public static readonly BilingualText ShowNumbers = new("Show the numbers", "عرض الأرقام");
    public static readonly BilingualText NotFoundTitle = new("This page doesn't exist", "هذه الصفحة غير موجودة");
    public static readonly BilingualText NotFound = new(
        "The address may be incomplete, or what it showed was removed. Go on from the start page.",
        "قد يكون العنوان ناقصًا أو حُذف ما كان يعرضه. تابع من الصفحة الأولى."
    );
    public static readonly BilingualText ToStartPage = new("Start page", "الصفحة الأولى");
    public static readonly BilingualText FormExpiredTitle = new("This form has expired", "انتهت صلاحية النموذج");
    public static readonly BilingualText FormTooLargeTitle = new("This form is too large", "النموذج أكبر من الحد المسموح");
    public static readonly BilingualText FormTooLarge = new(
        "What was sent is larger than this page accepts, so nothing was saved. Go back in your browser, and shorten the text or choose a "
            + "smaller file.",
        "ما أُرسل أكبر مما تقبله هذه الصفحة، فلم يُحفظ شيء. ارجع في المتصفح، ثم اختصر النص أو اختر ملفًا أصغر."
    );
    public static readonly BilingualText FailedTitle = new("Something went wrong", "حدث خطأ غير متوقع");
}
