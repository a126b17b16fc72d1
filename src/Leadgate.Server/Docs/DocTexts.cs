using System.Globalization;
using System.Text;
using Leadgate.Contract;
using Leadgate.Domain.Texts;
using Leadgate.Server.Pages;

namespace Leadgate.Server.Docs;

/// <summary>The pages for integrators, apart from those of single errors, and the texts around them.</summary>
internal static class DocTexts
{
    public static readonly BilingualText Documentation = new("Documentation", "التوثيق");
    public static readonly BilingualText OtherLanguage = new("العربية", "English");
    public static readonly BilingualText SkipToContent = new("Skip to content", "انتقل إلى المحتوى");
    public static readonly BilingualText Table = new("Table", "جدول");
    public static readonly BilingualText Code = new("Code", "نص برمجي");
    public static readonly BilingualText Version = new("Version", "الإصدار");
    public static readonly BilingualText Environment = new("Environment", "البيئة");
    public static readonly BilingualText EnglishOnly = new("", "هذه الصفحة متوفرة بالإنجليزية فقط.");
    public static readonly BilingualText Reference = new("API reference", "المرجع التفاعلي");

    private static readonly BilingualText Start = new(
        """
        # Leadgate documentation

        Leadgate receives leads in bulks, checks every field against bilingual reference lists, and responds only after the data is
        synced to disk. These pages are for those who send leads.


        """,
        """
        # توثيق Leadgate

        تستقبل Leadgate العملاء المحتملين في دفعات، وتتحقق من كل حقل بمقارنته بقوائم مرجعية باللغتين، ولا ترد إلا بعد حفظ البيانات على
        القرص. هذه الصفحات لمن يرسلون العملاء المحتملين.


        """
    );

    private static readonly BilingualText StartEnd = new(
        $"""
        - [API reference]({Routes.ApiReference}/): every route with its parameters and responses, to try out in the browser.
        - [OpenAPI document](openapi.json): OpenAPI 3.1, for generating clients.

        """,
        $"""
        - [المرجع التفاعلي]({Routes.ApiReference}/): جميع المسارات ومعاملاتها وردودها، مع إمكان تجربتها في المتصفح.
        - [وثيقة OpenAPI](openapi.json): وثيقة OpenAPI 3.1 لتوليد برامج الاتصال بالخدمة.

        """
    );

    /// <summary>The page for staff, to which the console links.</summary>
    public const string Console = Routes.Docs + "/console";

    /// <summary>In the order of the start page.</summary>
    public static IReadOnlyList<DocPage> Pages { get; } =
    [
        new DocPage("docs/index.md", Routes.Docs, Documentation, CreateStart) { HasArabic = true },
        new DocPage(
            "docs/first-lead.md",
            Routes.Docs + "/first-lead",
            new("Send your first lead", "أرسل أول عميل محتمل"),
            arabic => EmbeddedText.Read(arabic ? "docs/first-lead.ar.md" : "docs/first-lead.md")
        )
        {
            HasArabic = true,
            Summary = new(
                "A guide with curl: read the lists, send a lead, read it back.",
                "دليل بأوامر curl: اقرأ القوائم وأرسل عميلًا محتملًا ثم اقرأه."
            ),
        },
        new DocPage(
            "docs/console.md",
            Console,
            new("The staff console", "صفحات الموظفين"),
            arabic => EmbeddedText.Read(arabic ? "docs/console.ar.md" : "docs/console.md")
        )
        {
            HasArabic = true,
            Summary = new(
                "For staff: see what arrives, correct leads, and administer the service in a browser.",
                "للموظفين: الاطلاع على ما يصل وتصحيح بيانات العملاء المحتملين وإدارة الخدمة في المتصفح."
            ),
        },
        Page(
            "fields",
            new("Fields", "الحقول"),
            new("The fields of a lead and of a vehicle, and their formats.", "حقول العميل المحتمل والمركبة وصيغها.")
        ),
        Page(
            "lists",
            new("Reference lists", "القوائم المرجعية"),
            new("The lists, and how a text is matched with an item.", "القوائم وطريقة مطابقة النص بعناصرها.")
        ),
        Page(
            "files",
            new("Other formats", "الصيغ الأخرى"),
            new("Leads as NDJSON and ADF, and values for a whole bulk.", "العملاء المحتملون بصيغتي NDJSON وADF، وقيم للدفعة كلها.")
        ),
        new DocPage("docs/errors.md", Routes.Errors, new BilingualText("Errors", "الأخطاء"), ErrorPages.CreateOverview)
        {
            HasArabic = true,
            Summary = new(
                "Every error code and problem type: what it means, why it happens, and what to do.",
                "جميع رموز الأخطاء وأنواع المشكلات: معناها وأسبابها وما يجب عمله."
            ),
        },
        Page(
            "promises",
            new("Promises", "التعهدات"),
            new("The numbered rules that the tests of the service enforce.", "القواعد المرقمة التي تتحقق منها اختبارات الخدمة.")
        ),
        new DocPage(
            "CHANGELOG.md",
            Routes.Docs + "/changelog",
            new BilingualText("Changelog", "سجل التغييرات"),
            _ => EmbeddedText.Read("CHANGELOG.md")
        )
        {
            Summary = new("What has changed, by version.", "ما تغيّر في كل إصدار."),
        },
        Page("glossary", new("Glossary", "المصطلحات"), new("The terms of these pages.", "المصطلحات المستخدمة في هذه الصفحات.")),
        Page("settings", new("Settings", "الإعدادات"), new("What an operator can set.", "ما يستطيع مشغّل الخدمة ضبطه.")),
    ];

    private static DocPage Page(string name, BilingualText title, BilingualText summary) =>
        new($"docs/{name}.md", $"{Routes.Docs}/{name}", title, _ => EmbeddedText.Read($"docs/{name}.md")) { Summary = summary };

    private static string CreateStart(bool arabic)
    {
        var page = new StringBuilder(Start.In(arabic));
        foreach (var other in Pages.Where(other => other.Summary is not null))
        {
            var file = other.File.StartsWith("docs/", StringComparison.Ordinal) ? other.File["docs/".Length..] : "../" + other.File;
            page.Append(CultureInfo.InvariantCulture, $"- [{other.Title.In(arabic)}]({file}): {other.Summary!.In(arabic)}\n");
        }

        return page.Append(StartEnd.In(arabic)).ToString().ReplaceLineEndings("\n");
    }
}
