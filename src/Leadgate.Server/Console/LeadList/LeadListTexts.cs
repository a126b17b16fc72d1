using Leadgate.Domain.Texts;

namespace Leadgate.Server.Console.LeadList;

/// <summary>The texts of the list of leads.</summary>
internal static class LeadListTexts
{
    public static readonly BilingualText Search = new("Search", "البحث");
    public static readonly BilingualText SearchHint = new(
        "Phone number, email address, name, reference, or id",
        "رقم الهاتف أو البريد الإلكتروني أو الاسم أو الرقم المرجعي أو رقم السجل"
    );
    public static readonly BilingualText States = new("State", "الحالة");
    public static readonly BilingualText Waiting = new("Waiting for correction", "بانتظار التصحيح");
    public static readonly BilingualText Valid = new("Valid", "صحيحة");
    public static readonly BilingualText Corrected = new("Corrected", "المصحَّحة");
    public static readonly BilingualText Erased = new("Erased", "المحذوفة");
    public static readonly BilingualText All = new("All", "الكل");
    public static readonly BilingualText AnyField = new("Any field", "أي حقل");
    public static readonly BilingualText Field = new("Field with an error", "حقل فيه خطأ");
    public static readonly BilingualText AnyCode = new("Any error", "أي خطأ");
    public static readonly BilingualText Code = new("Error", "الخطأ");
    public static readonly BilingualText Value = new("Wrong value", "القيمة الخاطئة");
    public static readonly BilingualText ValueNeedsField = new(
        "Choose the field that has the wrong value.",
        "اختر الحقل الذي فيه القيمة الخاطئة."
    );
    public static readonly BilingualText Any = new("Any", "الكل");
    public static readonly BilingualText Sender = new("Sender", "المرسل");
    public static readonly BilingualText From = new("From day", "من يوم");
    public static readonly BilingualText To = new("To day", "إلى يوم");
    public static readonly BilingualText Bulk = new("Bulk", "الدفعة");
    public static readonly BilingualText Order = new("Order", "الترتيب");
    public static readonly BilingualText NewestFirst = new("Newest first", "الأحدث أولًا");
    public static readonly BilingualText OldestFirst = new("Oldest first", "الأقدم أولًا");
    public static readonly BilingualText Apply = new("Apply", "تطبيق");
    public static readonly BilingualText Clear = new("Clear all filters", "إزالة كل المرشِّحات");
    public static readonly BilingualText ActiveFilters = new("Active filters", "المرشِّحات المستخدمة");
    public static readonly BilingualText Remove = new("Remove filter", "إزالة المرشِّح");
    public static readonly BilingualText FirstPage = new("First page", "الصفحة الأولى");

    public static readonly BilingualText ShowArrived = new("Show", "عرض");

    public static readonly BilingualText ExportXlsx = new("Export this list (Excel)", "تصدير هذه القائمة (Excel)");
    public static readonly BilingualText ExportCsv = new("Export this list (CSV)", "تصدير هذه القائمة (CSV)");
    public static readonly BilingualText ExportHint = new(
        "The file has all leads of the list, not only those of this page, and can be imported again.",
        "في الملف سجلات القائمة كلها لا سجلات هذه الصفحة وحدها، ويمكن استيراده من جديد."
    );

    public static readonly BilingualText Views = new("Saved views", "العروض المحفوظة");
    public static readonly BilingualText SaveView = new("Save this view", "حفظ هذا العرض");
    public static readonly BilingualText ChangeViews = new("Save or delete a view", "حفظ عرض أو حذفه");
    public static readonly BilingualText ViewName = new("Name of the view", "اسم العرض");
    public static readonly BilingualText ViewHint = new(
        "The filters and the order are saved, for you only; a search text is not.",
        "تُحفظ المرشِّحات والترتيب لك وحدك، ولا يُحفظ نص البحث."
    );
    public static readonly BilingualText DeleteView = new("Delete", "حذف");
    public static readonly BilingualText ViewSaved = new("The view was saved.", "حُفظ العرض.");
    public static readonly BilingualText ViewDeleted = new("The view was deleted.", "حُذف العرض.");

    public static readonly BilingualText Lead = new("Lead", "العميل المحتمل");
    public static readonly BilingualText Arrived = new("Arrived", "وقت الوصول");
    public static readonly BilingualText Name = new("Name", "الاسم");
    public static readonly BilingualText State = new("State", "الحالة");
    public static readonly BilingualText Problem = new("What is wrong", "الخطأ");
    public static readonly BilingualText MoreProblems = new("and {0} more", "و{0} غيره");
    public static readonly BilingualText IsWrong = new("wrong", "خطأ");
    public static readonly BilingualText StateWaiting = new("Waiting", "بانتظار التصحيح");
    public static readonly BilingualText StateValid = new("Valid", "صحيح");
    public static readonly BilingualText StateCorrected = new("Corrected", "مصحَّح");
    public static readonly BilingualText StateErased = new("Erased", "محذوف");

    public static readonly BilingualText NothingYet = new("No lead has arrived yet.", "لم يصل أي عميل محتمل بعد.");
    public static readonly BilingualText NothingYetHint = new(
        "Leads appear here a moment after a sender has sent them.",
        "يظهر العملاء المحتملون هنا بعد لحظات من إرسالهم."
    );
    public static readonly BilingualText NothingFits = new("No lead fits these filters.", "لا يوجد عميل محتمل يطابق هذه المرشِّحات.");
    public static readonly BilingualText AllCorrected = new("Nothing waits for correction.", "لا شيء بانتظار التصحيح.");
    public static readonly BilingualText AllCorrectedHint = new(
        "All leads that have arrived are valid.",
        "كل العملاء المحتملين الذين وصلوا بياناتهم صحيحة."
    );
    public static readonly BilingualText ShowAll = new("Show all leads", "عرض الكل");

    public static readonly BilingualText StateError = new("Choose a state from the list.", "اختر حالة من القائمة.");
    public static readonly BilingualText OrderError = new("Choose an order from the list.", "اختر ترتيبًا من القائمة.");
    public static readonly BilingualText FieldError = new(
        "There is no such field. Choose one from the list.",
        "لا يوجد حقل بهذا الاسم. اختر حقلًا من القائمة."
    );
    public static readonly BilingualText CodeError = new(
        "There is no such error. Choose one from the list.",
        "لا يوجد خطأ بهذا الرمز. اختر خطأ من القائمة."
    );
    public static readonly BilingualText ItemError = new(
        "This is not in the list. Choose an item from it.",
        "هذه القيمة ليست في القائمة. اختر عنصرًا منها."
    );
    public static readonly BilingualText DateError = new(
        "Enter a Gregorian date from 2000 to 2099, such as 2026-03-01.",
        "أدخل تاريخًا ميلاديًا بين عامي 2000 و2099، مثل \u20662026-03-01\u2069."
    );
    public static readonly BilingualText FromAfterTo = new(
        "The last day must not be before the first day.",
        "يجب ألا يسبق اليوم الأخير اليوم الأول."
    );
    public static readonly BilingualText BulkError = new("A bulk has a whole number as its id.", "رقم الدفعة عدد صحيح.");
    public static readonly BilingualText CursorError = new(
        "This address doesn't lead to a page. Go to the first page.",
        "هذا العنوان لا يقود إلى صفحة. انتقل إلى الصفحة الأولى."
    );
    public static readonly BilingualText TooLong = new(
        "This is too long. Use at most 200 characters.",
        "النص طويل جدًا. استخدم 200 حرف على الأكثر."
    );
}
