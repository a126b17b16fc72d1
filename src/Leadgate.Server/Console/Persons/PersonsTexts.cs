using System.Globalization;
using Leadgate.Domain.Texts;
using Leadgate.Server.Persons;

namespace Leadgate.Server.Console.Persons;

/// <summary>The texts of the pages of persons.</summary>
internal static class PersonsTexts
{
    public static readonly BilingualText Intro = new(
        "Find everything that is stored about a person, give it to them, or erase it. Every lead and every text in it is searched, which "
            + "takes about half a minute for a million leads. Each search is in the audit trail, without the number.",
        "ابحث عن كل ما هو محفوظ عن شخص لتسليمه إليه أو لحذفه. يشمل البحث كل عميل محتمل وكل نص فيه، ويستغرق نحو نصف دقيقة لكل مليون. "
            + "يُسجّل كل بحث في سجل التدقيق دون الرقم."
    );
    public static readonly BilingualText Phone = new("Phone number", "رقم الجوال");
    public static readonly BilingualText PhoneHint = new(
        "Such as 512345678, with a country code or without.",
        "مثل 512345678، مع رمز الدولة أو دونه."
    );
    public static readonly BilingualText Email = new("Email address", "البريد الإلكتروني");
    public static readonly BilingualText EmailHint = new(
        "With both, whatever has either of the two is found.",
        "عند إدخال الاثنين يشمل البحث كل ما فيه أحدهما."
    );
    public static readonly BilingualText NothingTyped = new(
        "Type a phone number, an email address, or both.",
        "اكتب رقم الجوال أو البريد الإلكتروني أو كليهما."
    );
    public static readonly BilingualText Find = new("Find", "ابحث");
    public static readonly BilingualText Found = new("What is stored", "المحفوظ عنه");
    public static readonly BilingualText OwnLeads = new("Their own leads", "بياناته هو");
    public static readonly BilingualText Mentions = new("Leads of other people that mention them", "بيانات آخرين يرد ذكره فيها");
    public static readonly BilingualText Keys = new("Idempotency keys that mention them", "مفاتيح منع التكرار التي يرد فيها");
    public static readonly BilingualText Elsewhere = new("Elsewhere, which an erasure does not change", "في مواضع أخرى لا يغيّرها الحذف");
    public static readonly BilingualText Nothing = new("Nothing is stored about this person", "لا يوجد شيء محفوظ عن هذا الشخص");
    public static readonly BilingualText Lead = new("Lead", "العميل المحتمل");
    public static readonly BilingualText Bulk = new("Bulk", "الدفعة");
    public static readonly BilingualText ReceivedAt = new("Received", "استُلم في");
    public static readonly BilingualText Sender = new("Sender", "المرسل");
    public static readonly BilingualText Places = new("Where", "الموضع");
    public static readonly BilingualText Erased = new("An erasure takes", "يشمل الحذف");
    public static readonly BilingualText Whole = new("all personal data", "جميع البيانات الشخصية");
    public static readonly BilingualText Parts = new("only these places", "هذه المواضع فقط");
    public static readonly BilingualText Keep = new("Leave as it is", "يبقى كما هو");
    public static readonly BilingualText OnlyFirst = new(
        "Only the first 1,000 leads are shown. An erasure and an export take all.",
        "يظهر أول 1,000 فقط، ويشمل الحذف والتصدير الجميع."
    );
    public static readonly BilingualText ExportTitle = new("Give the data to the person", "تسليم البيانات إلى صاحبها");
    public static readonly BilingualText ExportButton = new("Download as JSON", "نزّل بصيغة JSON");
    public static readonly BilingualText ExportHint = new(
        "The person's own leads in full, with their consents; of other people's leads only where they mention the person.",
        "بيانات الشخص كاملة مع موافقاته، ومن بيانات الآخرين مواضع ذكره فقط."
    );
    public static readonly BilingualText Erase = new("Erase the data of a person", "حذف بيانات شخص");
    public static readonly BilingualText EraseTitle = new("Erase the data", "حذف البيانات");
    public static readonly BilingualText EraseHint = new(
        "The search finds rather too much than too little. Mark the leads that are not about the person, and go on. You are asked again.",
        "يميل البحث إلى الزيادة لا النقص. حدّد البيانات التي لا تخص الشخص ثم تابع، وستُسأل مرة أخرى قبل الحذف."
    );
    public static readonly BilingualText EraseNext = new("Go on to erase", "تابع إلى الحذف");
    public static readonly BilingualText EraseQuestion = new(
        "This cannot be undone. The leads stay and are counted, without personal data.",
        "لا يمكن التراجع عن ذلك. تبقى السجلات وتُحسب في الأعداد دون بيانات شخصية."
    );
    public static readonly BilingualText EraseButton = new("Erase now", "احذف الآن");
    public static readonly BilingualText KeptLeads = new("Leads that stay as they are", "بيانات تبقى كما هي");
    public static readonly BilingualText Again = new(
        "Type the phone number or the email address again",
        "اكتب رقم الجوال أو البريد الإلكتروني مرة أخرى"
    );
    public static readonly BilingualText Vacuum = new(
        "Rewrite the files of the database now, so that the erased bytes are gone from them; bulks wait meanwhile",
        "إعادة كتابة ملفات قاعدة البيانات الآن لتزول منها آثار الحذف، وتنتظر الدفعات أثناء ذلك"
    );
    public static readonly BilingualText NotSame = new(
        "This is not the number or the address of the person you found. Nothing was erased.",
        "ليس هذا رقم الشخص الذي بحثت عنه ولا بريده. لم يُمحَ شيء."
    );
    public static readonly BilingualText Busy = new(
        "Too many searches are running at the moment. Nothing was done; try again in a few seconds.",
        "عدد عمليات البحث كبير الآن. لم يُنفَّذ شيء، فحاول مرة أخرى بعد ثوانٍ."
    );

    /// <summary>What an erasure did.</summary>
    public static BilingualText DescribeErasure(ErasePersonOutcome.Done done)
    {
        var (counts, kept) = (done.Counts, done.Excepted);
        var english = string.Create(
            CultureInfo.InvariantCulture,
            $"Erased: {counts.Leads} leads; mentions in {counts.Mentions} leads; {counts.Keys} idempotency keys. Left as they are: {kept}."
        );
        var arabic = string.Create(
            CultureInfo.InvariantCulture,
            $"تم الحذف. سجلات الشخص: {counts.Leads}، مواضع ذكره في سجلات آخرين: {counts.Mentions}، "
                + $"مفاتيح منع التكرار: {counts.Keys}، ما بقي كما هو: {kept}."
        );
        return done.Bytes switch
        {
            { AreGone: true } => new(
                english + " The files of the database no longer hold the data; backups do until they are deleted.",
                arabic + " لم تعد البيانات في ملفات قاعدة البيانات، وتبقى في النسخ الاحتياطية حتى تُحذف."
            ),
            { AreGone: false } => new(
                english + " The erased bytes are still in the files of the database until somebody runs leadgate store vacuum.",
                arabic + $" ما زالت آثارها في ملفات قاعدة البيانات حتى يُنفَّذ الأمر {BidiText.Ltr("leadgate store vacuum")}."
            ),
            _ => new(english, arabic),
        };
    }
}
