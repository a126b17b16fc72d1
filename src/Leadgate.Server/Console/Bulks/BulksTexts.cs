using Leadgate.Domain.Texts;

namespace Leadgate.Server.Console.Bulks;

/// <summary>The texts of the pages about bulks.</summary>
internal static class BulksTexts
{
    public static readonly BilingualText Title = new("Bulks", "الدفعات");
    public static readonly BilingualText OneTitle = new("Bulk", "الدفعة");
    public static readonly BilingualText Sender = new("Sender", "المرسل");
    public static readonly BilingualText AllSenders = new("All senders", "جميع المرسلين");
    public static readonly BilingualText Filter = new("Show", "عرض");
    public static readonly BilingualText Received = new("Received", "وقت الاستلام");
    public static readonly BilingualText Leads = new("Leads", "العملاء المحتملون");
    public static readonly BilingualText ArrivedWithErrors = new("Arrived with errors", "وصلت وفيها أخطاء");
    public static readonly BilingualText Corrected = new("Corrected", "صُححت");
    public static readonly BilingualText Waiting = new("Waiting for correction", "تنتظر التصحيح");

    public static readonly BilingualText NotCorrected = new("Not corrected", "لم تُصحَّح");
    public static readonly BilingualText ErasedUncorrected = new("Erased or deleted before correction", "حُذفت قبل تصحيحها");

    public static readonly BilingualText Erased = new("Erased", "محذوفة");
    public static readonly BilingualText State = new("State", "الحالة");
    public static readonly BilingualText Valid = new("Valid", "صحيحة");
    public static readonly BilingualText NoBulks = new("There is no bulk yet.", "لا توجد دفعات بعد.");
    public static readonly BilingualText NoBulksHint = new(
        "Bulks appear here as soon as a sender has sent one.",
        "تظهر الدفعات هنا حين يرسلها أحد المرسلين."
    );
    public static readonly BilingualText IdempotencyKey = new("Idempotency key", "مفتاح منع التكرار");
    public static readonly BilingualText NoKey = new("none, or not kept any longer", "لا يوجد، أو انتهت مدة حفظه");
    public static readonly BilingualText Number = new("Number", "الرقم");
    public static readonly BilingualText Name = new("Name", "الاسم");
    public static readonly BilingualText Errors = new("Errors", "الأخطاء");
}
