using Leadgate.Domain.Texts;

namespace Leadgate.Server.Console.Today;

/// <summary>The texts of the first page.</summary>
internal static class TodayTexts
{
    public static readonly BilingualText Received = new("Received", "الواردة");
    public static readonly BilingualText Valid = new("Valid on arrival", "صحيحة عند الوصول");
    public static readonly BilingualText WithErrors = new("With errors on arrival", "فيها أخطاء عند الوصول");
    public static readonly BilingualText Waiting = new("Waiting for correction", "بانتظار التصحيح");
    public static readonly BilingualText Corrected = new("Corrected", "المصحَّحة");
    public static readonly BilingualText OfToday = new("today", "اليوم");

    /// <summary>The list of valid leads does not tell when they became valid.</summary>
    public static readonly BilingualText OfTodayWithCorrected = new(
        "today; the list also has those corrected since",
        "اليوم، وتضم القائمة ما صُحّح بعد وصوله أيضًا"
    );

    public static readonly BilingualText Now = new("now", "الآن");
    public static readonly BilingualText UpdatedAt = new("Updated {0}.", "حُدّثت {0}.");
    public static readonly BilingualText Refresh = new("Refresh", "تحديث");
    public static readonly BilingualText Numbers = new("Today in numbers", "اليوم بالأرقام");
    public static readonly BilingualText PerHour = new("Leads per hour", "العملاء المحتملون في كل ساعة");
    public static readonly BilingualText Hour = new("Hour", "الساعة");
    public static readonly BilingualText NothingYet = new("Nothing has arrived today.", "لم يصل شيء اليوم.");
    public static readonly BilingualText ErrorsBySender = new("Errors by sender", "الأخطاء حسب المرسل");
    public static readonly BilingualText Sender = new("Sender", "المرسل");
    public static readonly BilingualText Share = new("Share with errors", "نسبة الأخطاء");
    public static readonly BilingualText MayBeOlder = new(
        "When very many leads wait, these values and the leads that wait for each sender are up to ten seconds old, but never from before "
            + "a correction.",
        "عندما ينتظر عدد كبير جدًا من العملاء المحتملين، تكون هذه القيم وأعداد المنتظرين لكل مرسل محسوبة قبل عشر ثوانٍ على الأكثر، "
            + "ولا تكون أقدم من آخر تصحيح أبدًا."
    );

    public static readonly BilingualText TopErrors = new("Most frequent wrong values", "أكثر القيم الخاطئة تكرارًا");
    public static readonly BilingualText Field = new("Field", "الحقل");
    public static readonly BilingualText Value = new("Value", "القيمة");
    public static readonly BilingualText NoValue = new("nothing was sent", "لم يُرسل شيء");
    public static readonly BilingualText Error = new("What is wrong", "الخطأ");
    public static readonly BilingualText Leads = new("Leads", "العدد");
    public static readonly BilingualText Action = new("Action", "الإجراء");
    public static readonly BilingualText CorrectAll = new("Correct all", "تصحيح الكل");
    public static readonly BilingualText ShowLeads = new("Show leads", "عرضهم");
    public static readonly BilingualText Oldest = new("Waiting longest", "الأطول انتظارًا");
    public static readonly BilingualText Lead = new("Lead", "العميل المحتمل");
    public static readonly BilingualText Arrived = new("Arrived", "وقت الوصول");
    public static readonly BilingualText WaitedFor = new("Has waited", "مدة الانتظار");
    public static readonly BilingualText LessThanADay = new("less than a day", "أقل من يوم");
    public static readonly BilingualText AllCorrected = new("Nothing waits for correction.", "لا شيء بانتظار التصحيح.");
}
