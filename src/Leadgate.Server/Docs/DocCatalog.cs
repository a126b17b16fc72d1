using System.Globalization;
using System.Text;
using Leadgate.Contract;
using Leadgate.Domain.Texts;
using Leadgate.Server.Deprecations;
using Leadgate.Server.Pages;

namespace Leadgate.Server.Docs;

/// <summary>
/// The pages, apart from those of single errors. Each Markdown file in <c>docs</c> is one; a test fails if one is in no list. An Arabic
/// text is beside the English one, in <c>NAME.ar.md</c>.
/// </summary>
internal static class DocCatalog
{
    /// <summary>The page for staff, to which the console links.</summary>
    public const string Console = Routes.Docs + "/console";

    /// <summary>What is deprecated, to which the headers of responses link.</summary>
    public const string Deprecated = Routes.Docs + "/deprecated";

    private const string ArabicSuffix = ".ar.md";

    private static readonly DocPage Start = new("docs/index.md", Routes.Docs, new("Start", "البداية"), DocSection.Guide, CreateStart)
    {
        HasArabic = true,
        Summary = new("What these pages are about.", "ما تتناوله هذه الصفحات."),
    };

    private static readonly DocPage Errors = new(
        "docs/errors.md",
        Routes.Errors,
        new("Errors", "الأخطاء"),
        DocSection.Reference,
        ErrorPages.CreateOverview
    )
    {
        HasArabic = true,
        Summary = new(
            "Every error code and problem type: what it means, why it happens, and what to do.",
            "جميع رموز الأخطاء وأنواع المشكلات: معناها وأسبابها وما يجب عمله."
        ),
    };

    private static readonly DocPage Performance = Page(
        "performance",
        DocSection.Operations,
        new("Performance", "الأداء"),
        new("Measurements, optimizations, and open points.", "القياسات والتحسينات وما بقي منها.")
    );

    private static readonly DocPage Decisions = new(
        "docs/decisions/README.md",
        Routes.Docs + "/decisions",
        new("Decisions", "قرارات التصميم"),
        DocSection.Project,
        _ => EmbeddedText.Read("docs/decisions/README.md")
    )
    {
        Summary = new("Why the program is as it is.", "لماذا بُني البرنامج على هذا النحو."),
    };

    /// <summary>The pages of the navigation, in its order.</summary>
    public static IReadOnlyList<DocPage> Pages { get; } =
    [
        Start,
        Page(
            "first-lead",
            DocSection.Guide,
            new("Send your first lead", "أرسل أول عميل محتمل"),
            new(
                "A guide with curl: read the lists, send a lead, read it back.",
                "دليل بأوامر curl: اقرأ القوائم وأرسل عميلًا محتملًا ثم اقرأه."
            )
        ),
        Page(
            "files",
            DocSection.Guide,
            new("Other formats", "الصيغ الأخرى"),
            new("Leads as NDJSON, CSV, and ADF, and values for a whole bulk.", "العملاء المحتملون بصيغ NDJSON وCSV وADF، وقيم للدفعة كلها.")
        ),
        Page(
            "console",
            DocSection.Guide,
            new("The staff console", "صفحات الموظفين"),
            new(
                "For staff: see what arrives, correct leads, and administer the service in a browser.",
                "للموظفين: الاطلاع على ما يصل وتصحيح بيانات العملاء المحتملين وإدارة الخدمة في المتصفح."
            )
        ),
        Page(
            "fields",
            DocSection.Reference,
            new("Fields", "الحقول"),
            new("The fields of a lead and of a vehicle, and their formats.", "حقول العميل المحتمل والمركبة وصيغها.")
        ),
        Page(
            "lists",
            DocSection.Reference,
            new("Reference lists", "القوائم المرجعية"),
            new("The lists, and how a text is matched with an item.", "القوائم وطريقة مطابقة النص بعناصرها.")
        ),
        Errors,
        Page(
            "versioning",
            DocSection.Reference,
            new("Versions and support", "الإصدارات والدعم"),
            new(
                "What a new version may change, how changes are announced, and what is supported.",
                "ما قد يغيّره إصدار جديد، وكيف يُعلن عنه، وما الذي يشمله الدعم."
            )
        ),
        new DocPage(
            "docs/deprecated.md",
            Deprecated,
            new("Deprecated", "ما سيُزال"),
            DocSection.Reference,
            arabic => DeprecatedPage.Create(DeprecationList.Current, arabic)
        )
        {
            HasArabic = true,
            Summary = new("What a later version will not have, and what to use instead.", "ما لن يكون في إصدار لاحق، وما بديله."),
        },
        Page(
            "promises",
            DocSection.Reference,
            new("Promises", "التعهدات"),
            new("The numbered rules that the tests of the service enforce.", "القواعد المرقمة التي تتحقق منها اختبارات الخدمة.")
        ),
        Page(
            "glossary",
            DocSection.Reference,
            new("Glossary", "المصطلحات"),
            new("The terms of these pages.", "المصطلحات المستخدمة في هذه الصفحات.")
        ),
        new DocPage(
            "CHANGELOG.md",
            Routes.Docs + "/changelog",
            new("Changelog", "سجل التغييرات"),
            DocSection.Reference,
            _ => EmbeddedText.Read("CHANGELOG.md")
        )
        {
            Summary = new("What has changed, by version.", "ما تغيّر في كل إصدار."),
        },
        Page(
            "running",
            DocSection.Operations,
            new("Running Leadgate", "تشغيل الخدمة"),
            new(
                "Start and stop, API keys, staff, audit trail, database, overload, backups.",
                "التشغيل والإيقاف ومفاتيح API والموظفون وسجل التدقيق وقاعدة البيانات والنسخ الاحتياطي."
            )
        ),
        Page(
            "operations/install",
            DocSection.Operations,
            new("Install", "التثبيت"),
            new("Archives, the Debian package, and containers.", "الحزم المضغوطة وحزمة دبيان والحاويات.")
        ),
        Page(
            "operations/upgrade",
            DocSection.Operations,
            new("Upgrade", "الترقية"),
            new("To a new version, and back; several nodes.", "الانتقال إلى إصدار جديد والرجوع عنه، وتعدد العقد.")
        ),
        Page(
            "operations/backup",
            DocSection.Operations,
            new("Backups", "النسخ الاحتياطي"),
            new("Scheduled backups, verification, and restoring.", "النسخ المجدولة والتحقق منها واسترجاعها.")
        ),
        Page(
            "operations/logs",
            DocSection.Operations,
            new("Logs", "سجلات الخدمة"),
            new("Every message of the log.", "جميع رسائل سجل الخدمة.")
        ),
        Page(
            "operations/runbooks",
            DocSection.Operations,
            new("Runbooks", "خطوات المعالجة"),
            new("What to do when an alert fires.", "ما العمل عند كل تنبيه.")
        ),
        Page(
            "settings",
            DocSection.Operations,
            new("Settings", "الإعدادات"),
            new("What an operator can set.", "ما يستطيع مشغّل الخدمة ضبطه.")
        ),
        Page(
            "telemetry",
            DocSection.Operations,
            new("Telemetry", "القياس والمراقبة"),
            new("Health checks, metrics, traces, and alerts.", "فحوص السلامة والمقاييس والتتبع والتنبيهات.")
        ),
        Page(
            "scale",
            DocSection.Operations,
            new("Scaling", "التوسّع"),
            new(
                "When SQLite is enough, when to use PostgreSQL, several nodes, partitioning, Citus.",
                "متى تكفي SQLite ومتى تلزم PostgreSQL، وتعدد العقد، والتقسيم، وCitus."
            )
        ),
        Performance,
        Page(
            "hardening",
            DocSection.Security,
            new("Hardening", "تحصين الخدمة"),
            new("TLS, proxies, files, and secrets of a service that others can reach.", "TLS والخوادم الوكيلة والملفات والأسرار.")
        ),
        Page(
            "security",
            DocSection.Security,
            new("Threats and defenses", "التهديدات ووسائل الحماية"),
            new("Assets, entry points, defenses, and the tests behind them.", "ما يُحمى ومن أين يُدخل إليه وكيف يُحمى.")
        ),
        new DocPage(
            "SECURITY.md",
            Routes.Docs + "/security-policy",
            new("Security policy", "الإبلاغ عن الثغرات"),
            DocSection.Security,
            _ => EmbeddedText.Read("SECURITY.md")
        )
        {
            Summary = new(
                "How to report a vulnerability, and which versions get corrections.",
                "كيف تبلّغ عن ثغرة، وأي إصدار تُصحَّح فيه."
            ),
        },
        Page(
            "privacy",
            DocSection.Security,
            new("Personal data", "البيانات الشخصية"),
            new("What is stored and for how long, consents, export, and erasure.", "ما يُحفظ ومدته، والموافقات، وتصدير البيانات وحذفها.")
        ),
        Page(
            "audit",
            DocSection.Security,
            new("Audit trail", "سجل التدقيق"),
            new("What it proves, how to verify it, where to keep checkpoints.", "ما يثبته وكيف تتحقق منه وأين تُحفظ نقاط التحقق.")
        ),
        Decisions,
        Page(
            "mutations",
            DocSection.Project,
            new("Mutation testing", "اختبار الاختبارات"),
            new("Which faults in the code the tests find.", "أي أخطاء في البرنامج تكشفها الاختبارات.")
        ),
        new DocPage(
            "CONTRIBUTING.md",
            Routes.Docs + "/contributing",
            new("Contributing", "المساهمة في المشروع"),
            DocSection.Project,
            _ => EmbeddedText.Read("CONTRIBUTING.md")
        )
        {
            Summary = new("How to build, test, change, and release Leadgate.", "كيف تبني البرنامج وتختبره وتغيّره وتصدره."),
        },
    ];

    /// <summary>The pages that another page lists: decisions, and results of measurements.</summary>
    public static IReadOnlyList<DocPage> Listed { get; } =
    [
        .. Children("docs/decisions/", Routes.Docs + "/decisions/", Decisions),
        .. Children("bench/results/", Routes.Docs + "/measurements/", Performance),
    ];

    /// <summary>The page of an error, which the overview lists.</summary>
    public static DocPage CreateErrorPage(string code, Func<bool, string> read) =>
        new(ErrorPages.GetFile(code), $"{Routes.Errors}/{code}", new(code, code), Errors.Section, read)
        {
            HasArabic = true,
            Parent = Errors,
            IsCode = true,
        };

    private static DocPage Page(string name, DocSection section, BilingualText title, BilingualText summary)
    {
        var (english, arabic) = ($"docs/{name}.md", $"docs/{name}{ArabicSuffix}");
        var hasArabic = EmbeddedText.Names.Contains(arabic);
        return new DocPage(
            english,
            $"{Routes.Docs}/{name}",
            title,
            section,
            isArabic => EmbeddedText.Read(isArabic && hasArabic ? arabic : english)
        )
        {
            HasArabic = hasArabic,
            IsReference = name is "fields" or "lists" or "settings",
            Summary = summary,
        };
    }

    /// <summary>The files of a folder, each with its first heading as the title.</summary>
    private static IEnumerable<DocPage> Children(string folder, string path, DocPage parent) =>
        EmbeddedText
            .Names.Where(file => file.StartsWith(folder, StringComparison.Ordinal) && file != parent.File)
            .Order(StringComparer.Ordinal)
            .Select(file =>
            {
                var text = EmbeddedText.Read(file);
                var title = text[(text.IndexOf("# ", StringComparison.Ordinal) + 2)..].Split('\n')[0].Trim();
                var name = System.IO.Path.GetFileNameWithoutExtension(file);
                return new DocPage(file, path + name, new(title, title), parent.Section, _ => text) { Parent = parent };
            });

    private static string CreateStart(bool arabic)
    {
        var page = new StringBuilder(DocTexts.Start.In(arabic));
        foreach (var section in Pages.Where(page => page != Start).GroupBy(page => page.Section))
        {
            page.Append(CultureInfo.InvariantCulture, $"\n## {section.Key.Title.In(arabic)}\n\n");
            foreach (var other in section)
            {
                var file = other.File.StartsWith("docs/", StringComparison.Ordinal) ? other.File["docs/".Length..] : "../" + other.File;
                page.Append(CultureInfo.InvariantCulture, $"- [{other.Title.In(arabic)}]({file}): {other.Summary!.In(arabic)}\n");
            }

            if (section.Key == DocSection.Reference)
                page.Append(DocTexts.Interfaces.In(arabic));
        }

        return page.ToString().ReplaceLineEndings("\n");
    }
}
