using System.Globalization;
using Leadgate.Domain.Lists;
using Leadgate.Domain.Texts;
using Leadgate.Server.Console.Shell;
using Leadgate.Server.Lists;

namespace Leadgate.Server.Console.Lists;

/// <summary>The texts of the pages of lists.</summary>
internal static class ListsTexts
{
    public static readonly BilingualText List = new("List", "القائمة");
    public static readonly BilingualText Name = new("Name in the API", "الاسم في الواجهة البرمجية");
    public static readonly BilingualText ParentList = new("Belongs to", "تتبع");
    public static readonly BilingualText ItemCount = new("Items", "العناصر");
    public static readonly BilingualText RetiredCount = new("Retired", "المسحوبة");
    public static readonly BilingualText Search = new("Search by text or number", "ابحث بالنص أو الرقم");
    public static readonly BilingualText ShowRetired = new("Retired items too", "مع العناصر المسحوبة");
    public static readonly BilingualText Apply = new("Show", "اعرض");
    public static readonly BilingualText Clear = new("Clear", "أزل التصفية");
    public static readonly BilingualText Any = new("all", "الكل");
    public static readonly BilingualText Nothing = new("none", "لا شيء");
    public static readonly BilingualText Value = new("Number", "الرقم");
    public static readonly BilingualText ValueHint = new(
        "Never that of another item, also of a retired one: stored leads would show it. Leave it empty for the next free number.",
        "لا يكون رقم عنصر آخر ولو كان مسحوبًا، لأن البيانات المحفوظة ستعرضه. اتركه فارغًا للرقم التالي."
    );
    public static readonly BilingualText Label = new("English label", "التسمية بالإنجليزية");
    public static readonly BilingualText LabelAr = new("Arabic label", "التسمية بالعربية");
    public static readonly BilingualText Code = new("Code", "الرمز");
    public static readonly BilingualText Parent = new("Belongs to", "يتبع");
    public static readonly BilingualText City = new("City", "المدينة");
    public static readonly BilingualText CityHint = new(
        "Of a branch, the city it is in; of a governorate, its seat. Leads are routed by it.",
        "للفرع مدينته، وللمحافظة مقرها، وبها يُوزَّع العملاء المحتملون."
    );
    public static readonly BilingualText IsDefault = new("Default branch of its brand", "الفرع الافتراضي للعلامة التجارية");
    public static readonly BilingualText IsActive = new("In use", "مستخدم");
    public static readonly BilingualText ActiveHint = new(
        "An item that is not in use is retired: it is no longer listed or accepted, and stored leads still show it.",
        "العنصر غير المستخدم مسحوب: لا يُعرض في القوائم ولا يُقبل، وتبقى البيانات المحفوظة تعرضه."
    );
    public static readonly BilingualText Aliases = new("Aliases", "الأسماء البديلة");
    public static readonly BilingualText AliasesHint = new(
        "Other texts that senders use for it, one in each line. Case, accents, and Arabic spellings make no difference.",
        "نصوص أخرى يستخدمها المرسلون لهذا العنصر، كل نص في سطر. لا فرق في حالة الأحرف ولا في رسم الهمزات والتاء المربوطة."
    );
    public static readonly BilingualText State = new("State", "الحالة");
    public static readonly BilingualText Active = new("In use", "مستخدم");
    public static readonly BilingualText Retired = new("Retired", "مسحوب");
    public static readonly BilingualText Previous = new("Previous", "السابق");
    public static readonly BilingualText Next = new("Next", "التالي");
    public static readonly BilingualText Add = new("Add an item", "أضف عنصرًا");
    public static readonly BilingualText Import = new("Import a file", "استورد ملفًا");
    public static readonly BilingualText Export = new("Export as a file", "صدّر إلى ملف");
    public static readonly BilingualText Review = new("See what changes", "اعرض ما سيتغير");
    public static readonly BilingualText WhatChanges = new("What will change", "ما سيتغير");
    public static readonly BilingualText Confirm = new("Make the change", "نفّذ التغيير");
    public static readonly BilingualText ConfirmImport = new("Replace the list", "استبدل القائمة");
    public static readonly BilingualText Kind = new("Change", "التغيير");
    public static readonly BilingualText Item = new("Item", "العنصر");
    public static readonly BilingualText Property = new("Property", "الخاصية");
    public static readonly BilingualText Before = new("Before", "قبل");
    public static readonly BilingualText After = new("After", "بعد");
    public static readonly BilingualText Now = new("In force now", "الساري الآن");
    public static readonly BilingualText Typed = new("What you typed", "ما كتبته");
    public static readonly BilingualText Reordered = new("The order of the items changes.", "يتغير ترتيب العناصر.");
    public static readonly BilingualText RenameHint = new(
        "Stored leads show the new labels of renamed items.",
        "تعرض البيانات المحفوظة التسميات الجديدة."
    );
    public static readonly BilingualText RetireHint = new(
        "New leads with a retired item get an error, and so do those with items that belong to it. Stored leads still show it.",
        "تُرفض القيم المسحوبة في البيانات الجديدة، وكذلك ما يتبعها من عناصر. تبقى البيانات المحفوظة تعرضها."
    );
    public static readonly BilingualText Usage = new("Used by", "الاستخدام");
    public static readonly BilingualText Unused = new("No lead has it.", "لا يستخدمه أي عميل محتمل.");
    public static readonly BilingualText ManyLeads = new("more than 1,000 leads", "أكثر من 1,000 عميل محتمل");
    public static readonly BilingualText Unlisted = new("Wrong values that leads wait with", "قيم خاطئة في سجلات بانتظار التصحيح");
    public static readonly BilingualText UnlistedHint = new(
        "Senders send these, and no item has them. Make one an alias if it means an item, and the next bulk has no error.",
        "يرسلها المرسلون وليست في أي عنصر. اجعل القيمة اسمًا بديلًا إن كانت تعني عنصرًا، فتخلو الدفعة التالية من الخطأ."
    );
    public static readonly BilingualText Field = new("Field", "الحقل");
    public static readonly BilingualText WrongValue = new("Value", "القيمة");
    public static readonly BilingualText LeadCount = new("Leads", "عدد السجلات");
    public static readonly BilingualText AliasOf = new("Alias of", "اسم بديل لعنصر");
    public static readonly BilingualText Action = new("Action", "الإجراء");
    public static readonly BilingualText CorrectAll = new("Correct all", "صحّح الكل");
    public static readonly BilingualText SuggestedAliases = new(
        "Wrong values that probably mean this item:",
        "قيم خاطئة تعني هذا العنصر على الأرجح:"
    );
    public static readonly BilingualText AddAlias = new("Add as an alias:", "أضفها اسمًا بديلًا:");
    public static readonly BilingualText AliasAdded = new(
        "This text stands among the aliases below. It is not saved yet:",
        "أُضيف هذا النص إلى الأسماء البديلة أدناه، ولم يُحفظ بعد:"
    );
    public static readonly BilingualText Warnings = new("Be aware", "تنبيه");
    public static readonly BilingualText OnlyFirst = new("Only the first 500 changes are shown.", "يظهر أول 500 تغيير فقط.");
    public static readonly BilingualText Outdated = new(
        "The lists have changed since you looked at this. Look again at what will change, and confirm it again.",
        "تغيرت القوائم بعد اطلاعك على هذه الصفحة. راجع ما سيتغير الآن وأكده من جديد."
    );
    public static readonly BilingualText Conflict = new(
        "Somebody else changed this item since you opened it. What you typed is still in the form: compare, and go on with what is right.",
        "غيّر شخص آخر هذا العنصر بعد أن فتحته. ما كتبته ما زال في النموذج، فقارن ثم تابع بالصحيح."
    );
    public static readonly BilingualText Position = new("Place in the list", "الموضع في القائمة");
    public static readonly BilingualText PositionHint = new(
        "1 is the first. People see the items in this order.",
        "الأول رقمه 1. تظهر العناصر بهذا الترتيب."
    );
    public static readonly BilingualText Move = new("Move", "انقل");
    public static readonly BilingualText InvalidPosition = new("Write a number from 1.", "اكتب رقمًا ابتداءً من 1.");
    public static readonly BilingualText InvalidNumber = new("Write a whole number.", "اكتب عددًا صحيحًا.");
    public static readonly BilingualText File = new("List file", "ملف القائمة");
    public static readonly BilingualText FileHint = new(
        "A JSON file as the export writes it, up to 4 MiB. Items that are missing from it are retired. You see first what changes.",
        "ملف JSON كما يكتبه التصدير، حتى 4 ميبيبايت. تُسحب العناصر غير الموجودة فيه. سترى أولًا ما سيتغير."
    );
    public static readonly BilingualText NoFile = new("Choose a file.", "اختر ملفًا.");
    public static readonly BilingualText OtherList = new("The file is of another list.", "الملف لقائمة أخرى.");
    public static readonly BilingualText NothingChanges = new("Nothing would change.", "لن يتغير شيء.");
    public static readonly BilingualText Added = new(
        "The item was added. All nodes use it within two seconds.",
        "أُضيف العنصر، وتستخدمه جميع الخوادم خلال ثانيتين."
    );
    public static readonly BilingualText Changed = new(
        "The item was changed. All nodes use it within two seconds.",
        "عُدّل العنصر، وتستخدمه جميع الخوادم خلال ثانيتين."
    );
    public static readonly BilingualText Moved = new("The item was moved.", "نُقل العنصر.");
    public static readonly BilingualText Imported = new("The list was imported.", "استُوردت القائمة.");
    public static readonly BilingualText None = new("The list has no items", "لا توجد عناصر في القائمة");
    public static readonly BilingualText NoneMatches = new("No item matches", "لا يوجد عنصر مطابق");
    public static readonly BilingualText NotFound = new("There is no such list or item.", "لا توجد قائمة أو لا يوجد عنصر بهذا العنوان.");

    public static BilingualText AddTitle(ListDefinition list) => new($"{list.Title}: new item", $"{list.TitleAr}: عنصر جديد");

    public static BilingualText ImportTitle(ListDefinition list) => new($"{list.Title}: import", $"{list.TitleAr}: استيراد");

    public static BilingualText ValueTaken(ListItem existing) =>
        new(
            string.Create(
                CultureInfo.InvariantCulture,
                $"The item {BidiText.Isolate(existing.Label)} has the number {existing.Value} already."
            ),
            string.Create(CultureInfo.InvariantCulture, $"العنصر {BidiText.Isolate(existing.LabelAr)} له الرقم {existing.Value} بالفعل.")
        );

    public static BilingualText Describe(ListMove move) => new(DescribeIn(isArabic: false, move), DescribeIn(isArabic: true, move));

    /// <summary>How many leads have an item, of those that arrived last.</summary>
    public static BilingualText RecentUsage(ListItemUsage usage)
    {
        var (count, examined) = (ConsoleFormat.Number(usage.Count), ConsoleFormat.Number(usage.Examined ?? 0));
        return usage switch
        {
            { IsPartial: true, IsOfVehicles: true } => new(
                $"{count} of the {examined} vehicles that arrived last. Older ones are not counted.",
                $"{count} من أحدث المركبات (وعددها {examined}). ما قبلها غير محسوب."
            ),
            { IsPartial: true } => new(
                $"{count} of the {examined} valid leads that arrived last. Older ones are not counted.",
                $"{count} من أحدث السجلات الصحيحة (وعددها {examined}). ما قبلها غير محسوب."
            ),
            { IsOfVehicles: true } => new($"{count} of all {examined} vehicles", $"{count} من المركبات كلها (وعددها {examined})"),
            _ => new($"{count} of all {examined} valid leads", $"{count} من السجلات الصحيحة كلها (وعددها {examined})"),
        };
    }

    public static BilingualText GetKind(ListChangeKind kind) =>
        kind switch
        {
            ListChangeKind.Added => new("added", "يُضاف"),
            ListChangeKind.Renamed => new("renamed", "تُغيَّر تسميته"),
            ListChangeKind.Retired => new("retired", "يُسحب"),
            ListChangeKind.Restored => new("restored", "يُعاد"),
            _ => new("changed", "يُعدَّل"),
        };

    private static string DescribeIn(bool isArabic, ListMove move)
    {
        var (item, previous, next) = (LabelOf(move.Item), LabelOf(move.Previous), LabelOf(move.Next));
        var (from, to) = (ConsoleFormat.Number(move.From), ConsoleFormat.Number(move.To));
        var neighbors = (move.Previous, move.Next) switch
        {
            (not null, not null) => isArabic ? $"، بين {previous} و{next}" : $", between {previous} and {next}",
            (null, not null) => isArabic ? $"، قبل {next}" : $", before {next}",
            (not null, null) => isArabic ? $"، بعد {previous}" : $", after {previous}",
            _ => "",
        };
        return isArabic
            ? $"ينتقل {item} من الموضع {from} إلى الموضع {to}{neighbors}."
            : $"{item} moves from place {from} to place {to}{neighbors}.";

        string LabelOf(ListItem? one) => BidiText.Isolate(one?.GetLabel(isArabic) ?? "");
    }
}
