using System.Globalization;
using Leadgate.Domain.Texts;

namespace Leadgate.Server.Console.LeadPages;

/// <summary>The texts of the page of a lead.</summary>
internal static class LeadPageTexts
{
    public static readonly BilingualText BackToLeads = new("Leads that wait", "قائمة الانتظار");
    public static readonly BilingualText BackToList = new("Back to the list", "العودة إلى القائمة");
    public static readonly BilingualText Valid = new("Valid", "صحيح");
    public static readonly BilingualText Corrected = new("Corrected", "مصحَّح");
    public static readonly BilingualText Waiting = new("Waiting for correction", "بانتظار التصحيح");
    public static readonly BilingualText Unsaved = new("Not saved yet", "لم يُحفظ بعد");
    public static readonly BilingualText Sender = new("Sender", "المرسِل");
    public static readonly BilingualText Received = new("Received", "وصل في");
    public static readonly BilingualText Bulk = new("Bulk", "الدفعة");
    public static readonly BilingualText Version = new("Version", "الإصدار");
    public static readonly BilingualText ToCorrect = new("To correct", "ما يلزم تصحيحه");
    public static readonly BilingualText Details = new("Details", "البيانات");
    public static readonly BilingualText Vehicles = new("Vehicles", "المركبات");
    public static readonly BilingualText EmptyFields = new("Empty fields", "حقول فارغة");
    public static readonly BilingualText AddVehicle = new("Add a vehicle", "إضافة مركبة");
    public static readonly BilingualText RemoveVehicle = new("Remove this vehicle", "حذف هذه المركبة");
    public static readonly BilingualText VehicleIsGone = new("The vehicle is no longer there.", "لم تعد المركبة موجودة.");
    public static readonly BilingualText VehiclesAreNoFields = new(
        "The vehicles can't be shown as fields any more. Correct the lead again.",
        "لم يعد ممكنًا عرض المركبات في حقول. صحّح البيانات من جديد."
    );
    public static readonly BilingualText OtherVehicles = new(
        "The vehicles can't be shown as fields. They are below, as they were sent.",
        "لا يمكن عرض المركبات في حقول، وهي في الأسفل كما أُرسلت."
    );
    public static readonly BilingualText Save = new("Save", "حفظ");
    public static readonly BilingualText SaveAndNext = new("Save and next", "حفظ والتالي");
    public static readonly BilingualText Check = new("Check only", "تحقق فقط");
    public static readonly BilingualText ShowItems = new("Update the lists below it", "تحديث القوائم التابعة");
    public static readonly BilingualText Choose = new("Choose", "اختر");
    public static readonly BilingualText OrType = new("or type it, in English or Arabic", "أو اكتبه بالعربية أو الإنجليزية");
    public static readonly BilingualText NotInList = new("not in the list", "ليس في القائمة");
    public static readonly BilingualText ChooseParentFirst = new("Choose {field} first", "اختر {field} أولًا");
    public static readonly BilingualText Try = new("Try:", "جرّب:");
    public static readonly BilingualText ChangeParent = new("Change {field} to {item}", "غيّر {field} إلى {item}");
    public static readonly BilingualText Replace = new("Replace or empty it", "استبدالها أو إفراغها");
    public static readonly BilingualText FixEverywhere = new(
        "Correct this value in all leads",
        "صحّح هذه القيمة في جميع العملاء المحتملين"
    );
    public static readonly BilingualText Warnings = new("Notes", "ملاحظات");
    public static readonly BilingualText Sent = new("Show the JSON as it was sent and corrected", "عرض JSON كما أُرسل وصُحّح");
    public static readonly BilingualText History = new("History", "السجل");
    public static readonly BilingualText WasReceived = new("Received from", "وصل من");
    public static readonly BilingualText ErrorsBeforeAfter = new("errors: {0} before, {1} after", "الأخطاء: {0} قبل، {1} بعد");
    public static readonly BilingualText Nothing = new("(empty)", "(فارغ)");
    public static readonly BilingualText ThroughApi = new("over the API", "عبر واجهة الربط");
    public static readonly BilingualText ThroughBulk = new("with other leads", "مع عملاء محتملين آخرين");
    public static readonly BilingualText NotFoundTitle = new("This lead is not here", "هذا العميل المحتمل غير موجود");
    public static readonly BilingualText NotFound = new(
        "There is no lead with this number, or its personal data was erased. Nothing was changed.",
        "لا يوجد عميل محتمل بهذا الرقم، أو حُذفت بياناته الشخصية. ولم يتغير شيء."
    );
    public static readonly BilingualText ErasedTitle = new("This lead was erased", "حُذفت بيانات هذا العميل المحتمل");
    public static readonly BilingualText Erased = new(
        "The personal data of this lead was erased, so there is nothing to show or correct.",
        "حُذفت البيانات الشخصية لهذا العميل المحتمل، فلم يبق ما يُعرض أو يُصحَّح."
    );
    public static readonly BilingualText PartlyErasedTitle = new(
        "Personal data was erased from this lead",
        "حُذفت بيانات شخصية كانت ضمن بيانات هذا العميل المحتمل"
    );
    public static readonly BilingualText PartlyErased = new(
        "Personal data was erased from this lead after you had opened it.",
        "حُذفت بيانات شخصية كانت ضمن بيانات هذا العميل المحتمل بعد أن فتحت صفحته."
    );
    public static readonly BilingualText TypedIsGone = new(
        "What you typed was not stored, and is not shown again, because the form still had the erased data.",
        "لم يُحفظ ما كتبته ولا يُعرض مرة أخرى، لأن البيانات المحذوفة كانت لا تزال في النموذج."
    );
    public static readonly BilingualText OpenAgain = new("Open the lead as it is now", "فتح بيانات العميل المحتمل كما هي الآن");
    public static readonly BilingualText NoErrorsLeft = new("No errors are left. Save the lead.", "لم تبق أخطاء. احفظ البيانات.");
    public static readonly BilingualText StillErrors = new(
        "Errors are left, see below. Nothing is saved yet.",
        "بقيت أخطاء، انظر أدناه. ولم يُحفظ شيء بعد."
    );
    public static readonly BilingualText MustStayValid = new(
        "This lead is valid, and a correction must leave it valid. Nothing was saved. What you typed is still here.",
        "بيانات هذا العميل المحتمل صحيحة، ولا يجوز أن يُدخل التصحيح فيها أخطاء. لم يُحفظ شيء، وما كتبته باقٍ هنا."
    );
    public static readonly BilingualText FormWasOld = new(
        "The page had expired, so nothing was saved. What you typed is still here: check it and save again.",
        "انتهت صلاحية الصفحة ولم يُحفظ شيء. وما كتبته باقٍ هنا: راجعه ثم احفظ مرة أخرى."
    );
    public static readonly BilingualText Unchanged = new("Nothing was changed.", "لم يتغير شيء.");
    public static readonly BilingualText AlreadySaved = new(
        "This was saved already; the lead has what you typed.",
        "حُفظ هذا من قبل، وبيانات العميل المحتمل كما كتبتها."
    );
    public static readonly BilingualText QueueIsEmpty = new("No more leads wait for correction.", "لا يوجد عملاء محتملون بانتظار التصحيح.");
    public static readonly BilingualText ListHasEnded = new(
        "No lead comes after this one in the list.",
        "لا يوجد بعد هذا العميل المحتمل غيره في القائمة."
    );
    public static readonly BilingualText NoLaterWaits = new(
        "No lead after this one in the list waits for correction.",
        "لا يوجد بعد هذا العميل المحتمل في القائمة من ينتظر التصحيح."
    );
    public static readonly BilingualText NextIsFar = new(
        "The next lead of the list is far from this one. Choose it in the list.",
        "العميل المحتمل التالي بعيد عن هذا في القائمة. اختره منها."
    );
    public static readonly BilingualText ConflictTitle = new("Somebody else saved this lead first", "سبقك غيرك إلى حفظ هذه البيانات");
    public static readonly BilingualText ConflictText = new(
        "Nothing of yours was saved, and nothing is lost. Choose for each field which value it should have.",
        "لم يُحفظ مما كتبته شيء ولم يضع منه شيء. اختر لكل حقل القيمة التي تريدها."
    );
    public static readonly BilingualText Field = new("Field", "الحقل");
    public static readonly BilingualText Before = new("When you opened it", "عندما فتحته");
    public static readonly BilingualText Theirs = new("Theirs, stored now", "قيمة غيرك، المحفوظة الآن");
    public static readonly BilingualText Mine = new("Yours", "قيمتك");
    public static readonly BilingualText SaveChoice = new("Save my choice", "حفظ ما اخترته");
    public static readonly BilingualText TakeTheirs = new("Keep theirs and drop mine", "إبقاء قيم غيرك وترك قيمي");

    public static BilingualText Title(long id) =>
        new(
            string.Create(CultureInfo.InvariantCulture, $"Lead {id}"),
            string.Create(CultureInfo.InvariantCulture, $"العميل المحتمل {BidiText.Ltr(id.ToString(CultureInfo.InvariantCulture))}")
        );

    /// <summary>A vehicle by its index.</summary>
    public static BilingualText Vehicle(int index) =>
        new(
            string.Create(CultureInfo.InvariantCulture, $"Vehicle {index + 1}"),
            string.Create(CultureInfo.InvariantCulture, $"المركبة {index + 1}")
        );

    /// <param name="length">The length of the value.</param>
    public static BilingualText TooLongForForm(int length) =>
        new(
            string.Create(
                CultureInfo.InvariantCulture,
                $"This is the beginning of {length:N0} characters, too many to edit here. The value stays as it is unless you replace it."
            ),
            string.Create(
                CultureInfo.InvariantCulture,
                $"هذه بداية نص من {length:N0} حرف، وهو أطول من أن يُعدَّل هنا. تبقى القيمة كما هي ما لم تستبدلها."
            )
        );

    public static BilingualText Saved(long id, int errorsLeft) =>
        errorsLeft == 0
            ? new(
                string.Create(CultureInfo.InvariantCulture, $"Lead {id} was saved and is valid."),
                string.Create(CultureInfo.InvariantCulture, $"حُفظت بيانات العميل المحتمل {id} وهي صحيحة.")
            )
            : new(
                string.Create(CultureInfo.InvariantCulture, $"Lead {id} was saved. Errors left: {errorsLeft}."),
                string.Create(CultureInfo.InvariantCulture, $"حُفظت بيانات العميل المحتمل {id}. الأخطاء الباقية: {errorsLeft}.")
            );
}
