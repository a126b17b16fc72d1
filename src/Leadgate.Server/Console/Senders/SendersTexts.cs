using Leadgate.Domain.Texts;

namespace Leadgate.Server.Console.Senders;

/// <summary>The texts of the pages about senders.</summary>
internal static class SendersTexts
{
    public static readonly BilingualText Title = new("Senders", "المرسلون");
    public static readonly BilingualText OneTitle = new("Sender", "المرسل");
    public static readonly BilingualText Intro = new(
        "The API keys, with what each has sent in the last days. Open one to see its last requests and what was wrong with them.",
        "مفاتيح الربط وما أرسله كل منها في الأيام الأخيرة. افتح واحدًا منها لترى آخر طلباته وما كان فيها من أخطاء."
    );
    public static readonly BilingualText NoSenders = new("There is no API key yet.", "لا يوجد مفتاح ربط بعد.");
    public static readonly BilingualText HowToCreate = new(
        "An administrator creates keys, one for each sender.",
        "ينشئ المدير المفاتيح، لكل مرسل مفتاح."
    );
    public static readonly BilingualText Unknown = new("Without a known key", "دون مفتاح معروف");
    public static readonly BilingualText Name = new("Sender", "المرسل");
    public static readonly BilingualText LastUsed = new("Last request", "آخر طلب");
    public static readonly BilingualText Never = new("never", "لا يوجد");
    public static readonly BilingualText Requests = new("Requests", "الطلبات");
    public static readonly BilingualText Refused = new("Refused", "المرفوضة");
    public static readonly BilingualText Leads = new("Leads", "العملاء المحتملون");
    public static readonly BilingualText WithErrors = new("With errors", "فيها أخطاء");
    public static readonly BilingualText Waiting = new("Waiting for correction", "تنتظر التصحيح");
    public static readonly BilingualText State = new("State", "الحالة");
    public static readonly BilingualText Valid = new("Valid", "صالح");
    public static readonly BilingualText Revoked = new("Revoked", "ملغى");
    public static readonly BilingualText Expired = new("Expired", "منتهٍ");
    public static readonly BilingualText KeyId = new("Key", "المفتاح");
    public static readonly BilingualText LastRequests = new("Last requests", "آخر الطلبات");
    public static readonly BilingualText NoRequests = new("No request is in the log.", "لا توجد طلبات في السجل.");
    public static readonly BilingualText NoRequestsWhy = new(
        "The log holds the last days only. It has no request of this sender.",
        "لا يضم السجل إلا الأيام الأخيرة، وليس فيه طلب من هذا المرسل."
    );
    public static readonly BilingualText Time = new("Time", "الوقت");
    public static readonly BilingualText Route = new("Route", "المسار");
    public static readonly BilingualText Status = new("Status", "الحالة");
    public static readonly BilingualText Problem = new("Problem", "المشكلة");
    public static readonly BilingualText TraceId = new("Trace ID", "معرّف التتبع");
    public static readonly BilingualText Duration = new("Milliseconds", "بالملي ثانية");
    public static readonly BilingualText TraceHint = new(
        "The trace ID is in every response as Leadgate-Trace-Id, and in the log of the service.",
        "يرد معرّف التتبع في كل رد في الترويسة Leadgate-Trace-Id وفي سجل الخدمة."
    );
    public static readonly BilingualText LastDay = new("Requests of the last 24 hours", "طلبات آخر 24 ساعة");
    public static readonly BilingualText Hour = new("Hour", "الساعة");
    public static readonly BilingualText Accepted = new("Accepted", "المقبولة");
    public static readonly BilingualText Errors = new("Errors of leads that wait", "أخطاء البيانات التي تنتظر التصحيح");
    public static readonly BilingualText NoErrors = new(
        "No lead of this sender waits for correction.",
        "لا توجد بيانات من هذا المرسل تنتظر التصحيح."
    );
    public static readonly BilingualText Field = new("Field", "الحقل");
    public static readonly BilingualText Error = new("Error", "الخطأ");
    public static readonly BilingualText Value = new("Value", "القيمة");
    public static readonly BilingualText Missing = new("(missing)", "(لا توجد قيمة)");
    public static readonly BilingualText Action = new("Action", "الإجراء");
    public static readonly BilingualText ShowLeads = new("Show leads", "عرضهم");
    public static readonly BilingualText CorrectsOfAllSenders = new(
        "“Correct all” corrects the value in all leads that wait with it, also in those of other senders.",
        "يصحح «تصحيح الكل» القيمة في كل ما ينتظر التصحيح بسببها، ومنه ما أرسله مرسلون آخرون."
    );
    public static readonly BilingualText CorrectAll = new("Correct all", "تصحيح الكل");
    public static readonly BilingualText ToBulks = new("Bulks of this sender", "دفعات هذا المرسل");
}
