using Leadgate.Domain.Texts;

namespace Leadgate.Server.Console.Audit;

/// <summary>The texts of the pages of the audit trail.</summary>
internal static class AuditTexts
{
    public static readonly BilingualText StateTitle = new("State of the trail", "حالة السجل");
    public static readonly BilingualText Intact = new(
        "The trail is the one that the last checkpoint was signed for.",
        "السجل هو نفسه الذي وُقّعت عليه نقطة التحقق الأخيرة."
    );
    public static readonly BilingualText Contradicted = new(
        "The trail is not the one that the last checkpoint was signed for. Entries were changed or cut off, or another copy of the "
            + "database was put in place. Verify it, and read docs/running.md on what to do.",
        "السجل ليس الذي وُقّعت عليه نقطة التحقق الأخيرة: غُيّرت قيود أو حُذفت، أو استُبدلت قاعدة البيانات بنسخة أخرى. تحقق منه واقرأ "
            + "docs/running.md لمعرفة ما يلزم."
    );
    public static readonly BilingualText NoCheckpoint = new(
        "This node has written no checkpoint yet, so nobody would notice entries that were cut off.",
        "لم يكتب هذا الخادم نقطة تحقق بعد، فلن يُلحظ حذف القيود الأخيرة."
    );
    public static readonly BilingualText NoKey = new(
        "This node has no key to sign checkpoints with (LEADGATE_AUDIT_KEY_FILE).",
        "ليس لدى هذا الخادم مفتاح لتوقيع نقاط التحقق (LEADGATE_AUDIT_KEY_FILE)."
    );
    public static readonly BilingualText Entries = new("Entries", "القيود");
    public static readonly BilingualText LastCheckpoint = new("Last checkpoint of this node", "آخر نقطة تحقق لهذا الخادم");
    public static readonly BilingualText NotYetSigned = new("Entries after it", "القيود بعدها");
    public static readonly BilingualText SigningKey = new("Signed with the key", "موقّعة بالمفتاح");
    public static readonly BilingualText Verify = new("Verify the whole trail", "تحقق من السجل كاملًا");
    public static readonly BilingualText VerifyHint = new(
        "Reads every entry and compares it with all checkpoints of this node: some seconds for a million entries.",
        "يقرأ كل قيد ويقارنه بجميع نقاط تحقق هذا الخادم، ويستغرق بضع ثوانٍ لكل مليون قيد."
    );
    public static readonly BilingualText Report = new("Verification of the audit trail", "نتيجة التحقق من سجل التدقيق");
    public static readonly BilingualText ReportIntact = new(
        "No entry was changed, deleted, or replaced.",
        "لم يُغيَّر أي قيد ولم يُحذف ولم يُستبدل."
    );
    public static readonly BilingualText ReportDamaged = new(
        "The trail was damaged. These are the findings:",
        "السجل متضرر. هذه هي النتائج:"
    );
    public static readonly BilingualText Proof = new("What is proved, and what is not", "ما ثبت وما لم يثبت");
    public static readonly BilingualText LastEntry = new("Last entry", "آخر قيد");
    public static readonly BilingualText Back = new("Back to the audit trail", "العودة إلى سجل التدقيق");
    public static readonly BilingualText Number = new("No.", "الرقم");
    public static readonly BilingualText At = new("When", "متى");
    public static readonly BilingualText Actor = new("Who", "من");
    public static readonly BilingualText ActorHint = new("such as staff:reem or key:3", "مثل staff:reem أو key:3");
    public static readonly BilingualText Action = new("Action", "الإجراء");
    public static readonly BilingualText AnyAction = new("all", "الكل");
    public static readonly BilingualText Record = new("What", "على ماذا");
    public static readonly BilingualText Detail = new("Detail", "التفاصيل");
    public static readonly BilingualText Origin = new("From where", "من أين");
    public static readonly BilingualText From = new("From", "من تاريخ");
    public static readonly BilingualText To = new("To", "إلى تاريخ");
    public static readonly BilingualText Apply = new("Show", "اعرض");
    public static readonly BilingualText Clear = new("Clear", "أزل التصفية");
    public static readonly BilingualText InvalidDate = new("Write a date such as 2026-03-01.", "اكتب تاريخًا مثل 2026-03-01.");
    public static readonly BilingualText None = new("There are no entries", "لا توجد قيود");
    public static readonly BilingualText NoneMatches = new("No entry matches", "لا يوجد قيد مطابق");
    public static readonly BilingualText SearchedTo = new(
        "Searched back to this entry; older ones may match:",
        "شمل البحث ما بعد هذا القيد، وقد توجد قيود أقدم مطابقة:"
    );
}
