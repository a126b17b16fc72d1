using Leadgate.Contract;
using Leadgate.Domain.Texts;

namespace Leadgate.Server.Docs;

/// <summary>The texts around the pages for integrators and operators, and those of the start page.</summary>
internal static class DocTexts
{
    public static readonly BilingualText Documentation = new("Documentation", "التوثيق");
    public static readonly BilingualText OtherLanguage = new("العربية", "English");
    public static readonly BilingualText SkipToContent = new("Skip to content", "انتقل إلى المحتوى");
    public static readonly BilingualText Menu = new("All pages", "جميع الصفحات");
    public static readonly BilingualText Contents = new("On this page", "في هذه الصفحة");
    public static readonly BilingualText Neighbors = new("Previous and next page", "الصفحة السابقة والتالية");
    public static readonly BilingualText Previous = new("Previous", "السابق");
    public static readonly BilingualText Next = new("Next", "التالي");
    public static readonly BilingualText Table = new("Table", "جدول");
    public static readonly BilingualText Code = new("Code", "نص برمجي");
    public static readonly BilingualText Version = new("Version", "الإصدار");
    public static readonly BilingualText Environment = new("Environment", "البيئة");
    public static readonly BilingualText EnglishOnly = new("", "هذه الصفحة متوفرة بالإنجليزية فقط.");
    public static readonly BilingualText Reference = new("API reference", "المرجع التفاعلي");
    public static readonly BilingualText Search = new("Search", "البحث");
    public static readonly BilingualText SearchLabel = new("Search the documentation", "ابحث في التوثيق");
    public static readonly BilingualText SearchPrompt = new(
        "Type a word, an error code, a field, or a setting, in English or Arabic.",
        "اكتب كلمة أو رمز خطأ أو اسم حقل أو إعداد، بالعربية أو الإنجليزية."
    );

    /// <summary>Followed by the number of pages.</summary>
    public static readonly BilingualText Found = new("Pages found:", "عدد الصفحات:");

    public static readonly BilingualText FoundNothing = new(
        "Nothing was found. Try fewer words, or another word for the same thing; the glossary has those that these pages use.",
        "لم يُعثر على شيء. جرّب كلمات أقل أو كلمة أخرى للمعنى نفسه. وتجد في صفحة المصطلحات الكلمات المستخدمة في هذه الصفحات."
    );

    /// <summary>The beginning of the start page.</summary>
    public static readonly BilingualText Start = new(
        """
        # Leadgate documentation

        Leadgate receives leads in bulks, checks every field against bilingual reference lists, and responds only after the data is
        synced to disk. The guide and the reference are for those who send leads and for staff who correct them, operations and security for
        those who run the service.

        """,
        """
        # توثيق Leadgate

        تستقبل Leadgate العملاء المحتملين في دفعات، وتتحقق من كل حقل بمقارنته بقوائم مرجعية باللغتين، ولا ترد إلا بعد حفظ البيانات على
        القرص. الدليل والمرجع لمن يرسلون العملاء المحتملين ولمن يصححون بياناتهم من الموظفين، والتشغيل والأمان لمن يديرون الخدمة.

        """
    );

    /// <summary>What the start page lists besides pages.</summary>
    public static readonly BilingualText Interfaces = new(
        $"""
        - [API reference]({Routes.ApiReference}/): every route with its parameters and responses, to try out in the browser.
        - [OpenAPI document](openapi.json): OpenAPI 3.1, for generating clients.

        """,
        $"""
        - [المرجع التفاعلي]({Routes.ApiReference}/): جميع المسارات ومعاملاتها وردودها، مع إمكان تجربتها في المتصفح.
        - [وثيقة OpenAPI](openapi.json): وثيقة OpenAPI 3.1 لتوليد برامج الاتصال بالخدمة.

        """
    );
}
