using System.Globalization;
using Leadgate.Domain.Texts;
using Leadgate.Formats.Files;
using Leadgate.Server.Console.Shell;
using Leadgate.Storage.Imports;

namespace Leadgate.Server.Console.Imports;

/// <summary>The texts of the pages that import files.</summary>
internal static class ImportsTexts
{
    public static readonly CountedNoun Rows = new(
        "row",
        "rows",
        new()
        {
            One = "صف واحد",
            OneAccusative = "صفًا واحدًا",
            Two = "صفان",
            TwoOblique = "صفين",
            Few = "صفوف",
            Many = "صفًا",
            Other = "صف",
        }
    );

    // The list
    public static readonly BilingualText New = new("Import a file", "استيراد ملف");
    public static readonly BilingualText None = new("No file has been imported yet.", "لم يُستورد أي ملف بعد.");
    public static readonly BilingualText NoneHint = new(
        "Spreadsheets of call centers, dealers, and events, and files of portals become leads here.",
        "هنا تتحول جداول مراكز الاتصال والوكلاء والفعاليات وملفات البوابات إلى عملاء محتملين."
    );
    public static readonly BilingualText One = new("Import", "الاستيراد");
    public static readonly BilingualText File = new("File", "الملف");
    public static readonly BilingualText Uploaded = new("Uploaded", "وقت الرفع");
    public static readonly BilingualText By = new("By", "بواسطة");
    public static readonly BilingualText State = new("State", "الحالة");
    public static readonly BilingualText RowCount = new("Rows", "الصفوف");
    public static readonly BilingualText Valid = new("Valid", "صحيحة");
    public static readonly BilingualText WithErrors = new("With errors", "فيها أخطاء");
    public static readonly BilingualText Skipped = new("Skipped", "متخطاة");
    public static readonly BilingualText Unnamed = new("without a name", "بلا اسم");

    // Steps
    public static readonly BilingualText Steps = new("Steps", "الخطوات");
    public static readonly BilingualText StepFile = new("File", "الملف");
    public static readonly BilingualText StepColumns = new("Columns", "الأعمدة");
    public static readonly BilingualText StepCheck = new("Check", "الفحص");
    public static readonly BilingualText StepResult = new("Import", "الاستيراد");

    // The upload
    public static readonly BilingualText Choose = new("The file", "الملف");
    public static readonly BilingualText Accepted = new(
        "CSV and TSV in any usual encoding, Excel workbooks (.xlsx), NDJSON, ADF 1.0 (XML), and mails (.eml) with ADF in them. The content "
            + "decides, not the name.",
        "ملفات CSV وTSV بأي ترميز شائع، ومصنفات Excel بامتداد xlsx، وNDJSON، وADF 1.0 ‏(XML)، ورسائل البريد (eml) التي فيها ADF. المعتبر "
            + "هو محتوى الملف لا اسمه."
    );
    public static readonly BilingualText Template = new(
        "A workbook to fill in, with the lists to choose from:",
        "مصنف جاهز للتعبئة، تُختار فيه القيم من القوائم:"
    );
    public static readonly BilingualText NothingYet = new(
        "Uploading stores no lead. You then see how each column was understood, and what would be wrong.",
        "رفع الملف لا يحفظ أي عميل محتمل. ستعرض لك الصفحة التالية كيف فُهم كل عمود، ثم ما فيه من أخطاء."
    );
    public static readonly BilingualText Upload = new("Upload", "رفع الملف");
    public static readonly BilingualText NoFile = new("Choose a file.", "اختر ملفًا.");
    public static readonly BilingualText Incomplete = new(
        "The file did not arrive completely. Upload it again.",
        "لم يصل الملف كاملًا. ارفعه من جديد."
    );
    public static readonly BilingualText Busy = new(
        "Many files are arriving at this moment. Try again in a minute.",
        "تصل ملفات كثيرة في هذه اللحظة. حاول مرة أخرى بعد دقيقة."
    );

    // Columns
    public static readonly BilingualText Size = new("Size", "الحجم");
    public static readonly BilingualText Format = new("Format", "الصيغة");
    public static readonly BilingualText Encoding = new("Encoding", "الترميز");
    public static readonly BilingualText EncodingHint = new(
        "Choose the one whose text can be read.",
        "اختر الترميز الذي يظهر به النص مقروءًا."
    );
    public static readonly BilingualText Delimiter = new("Between values", "الفاصل بين القيم");
    public static readonly BilingualText Comma = new("Comma ,", "فاصلة ,");
    public static readonly BilingualText Semicolon = new("Semicolon ;", "فاصلة منقوطة ;");
    public static readonly BilingualText Tab = new("Tab", "علامة جدولة");
    public static readonly BilingualText Bar = new("Bar |", "شرطة عمودية |");
    public static readonly BilingualText Sheet = new("Sheet", "الورقة");
    public static readonly BilingualText HeaderRow = new("Row with the headers", "صف العناوين");
    public static readonly BilingualText ReadAgain = new("Read the file again", "إعادة قراءة الملف");
    public static readonly BilingualText HowRead = new("How the file is read", "طريقة قراءة الملف");
    public static readonly BilingualText FirstRows = new("The first rows as they are", "الصفوف الأولى كما هي");
    public static readonly BilingualText ColumnTable = new("What each column becomes", "ما يصير إليه كل عمود");
    public static readonly BilingualText Header = new("Header", "العنوان");
    public static readonly BilingualText Samples = new("Examples", "أمثلة");
    public static readonly BilingualText Becomes = new("Becomes", "يصير");
    public static readonly BilingualText Why = new("Why", "السبب");
    public static readonly BilingualText LeaveOut = new("Leave it out", "استبعاد العمود");
    public static readonly BilingualText Keep = new("Keep it as an unknown property", "حفظه خاصيةً غير معروفة");
    public static readonly BilingualText Phone = new("Phone number with code", "رقم الهاتف مع رمز الدولة");
    public static readonly BilingualText FullName = new("Full name", "الاسم الكامل");
    public static readonly BilingualText OfLead = new("Fields of the lead", "حقول العميل المحتمل");
    public static readonly BilingualText OfVehicle = new("Fields of the vehicle", "حقول المركبة");
    public static readonly BilingualText Other = new("Other", "غير ذلك");
    public static readonly BilingualText Own = new("written by this service", "كتبه هذا النظام");
    public static readonly BilingualText NoHeader = new("without a header", "بلا عنوان");
    public static readonly BilingualText Missing = new("Mandatory fields without a column", "حقول إلزامية ليس لها عمود");
    public static readonly BilingualText MissingHint = new(
        "Give one value for all rows, or choose a column below. Rows without a value have an error.",
        "اختر قيمة واحدة لجميع الصفوف، أو اختر عمودًا من الجدول أدناه. الصف الذي لا قيمة له يُسجَّل فيه خطأ."
    );
    public static readonly BilingualText NeedsColumn = new("Choose a column for it below.", "اختر له عمودًا من الجدول أدناه.");
    public static readonly BilingualText SameForAll = new("the same for all rows", "قيمة واحدة لجميع الصفوف");
    public static readonly BilingualText NoValue = new("no value", "بلا قيمة");
    public static readonly BilingualText Remember = new(
        "Remember these choices for files with the same headers",
        "حفظ هذه الاختيارات للملفات التي لها العناوين نفسها"
    );
    public static readonly BilingualText Save = new("Save", "حفظ");
    public static readonly BilingualText Check = new("Check all rows", "فحص جميع الصفوف");
    public static readonly BilingualText Saved = new("The choices are saved.", "حُفظت الاختيارات.");
    public static readonly BilingualText Stale = new(
        "The file was read in another way meanwhile, and has other columns now. Nothing was changed. Look at the columns again.",
        "قُرئ الملف في هذه الأثناء بطريقة أخرى فتغيّرت أعمدته. لم يُحفظ شيء. راجع الأعمدة من جديد."
    );
    public static readonly BilingualText LostCells = new(
        "What you typed here has no place on this page any more: the row was corrected meanwhile, or is read in another way. "
            + "Copy it if you need it, because it is not kept.",
        "ما كتبته هنا لم يعد له مكان في هذه الصفحة، فقد صُحّح الصف في هذه الأثناء أو صار يُقرأ بطريقة أخرى. "
            + "انسخه إن كنت تحتاج إليه لأنه غير محفوظ."
    );
    public static readonly BilingualText TwoColumns = new("Another column becomes the same field.", "عمود آخر يصير إلى الحقل نفسه.");
    public static readonly BilingualText NotCounted = new("are counted when they are checked", "تُعَدّ عند الفحص");
    public static readonly BilingualText NoColumns = new(
        "Each record of this file names its fields itself, so there are no columns to choose.",
        "كل سجل في هذا الملف يسمّي حقوله بنفسه، فلا أعمدة تُختار."
    );
    public static readonly BilingualText Notes = new("Good to know", "للعلم");

    // Check
    public static readonly BilingualText NotChecked = new("The rows are not checked yet.", "لم تُفحص الصفوف بعد.");
    public static readonly BilingualText CheckHint = new(
        "Every row is checked, and nothing is stored.",
        "تُفحص الصفوف كلها، ولا يُحفظ شيء."
    );
    public static readonly BilingualText Checking = new("The rows are being checked.", "يجري فحص الصفوف.");
    public static readonly BilingualText Storing = new("The rows are being stored.", "يجري حفظ الصفوف.");
    public static readonly BilingualText RenewsItself = new(
        "This page renews itself. You may leave it: the work goes on.",
        "تتجدد هذه الصفحة تلقائيًا. يمكنك مغادرتها ويستمر العمل."
    );
    public static readonly BilingualText Waits = new(
        "It waits for a free worker, or the rows are being counted.",
        "ينتظر دوره في التنفيذ، أو يجري عدّ الصفوف."
    );
    public static readonly BilingualText Progress = new("Progress", "التقدم");
    public static readonly BilingualText WhatIsWrong = new("What is wrong", "الأخطاء");
    public static readonly BilingualText NothingWrong = new("No row has an error.", "لا يوجد خطأ في أي صف.");
    public static readonly BilingualText Field = new("Field", "الحقل");
    public static readonly BilingualText Value = new("Value", "القيمة");
    public static readonly BilingualText Error = new("Error", "الخطأ");
    public static readonly BilingualText Lines = new("Lines", "الأسطر");
    public static readonly BilingualText Suggestions = new("Try", "جرّب");
    public static readonly BilingualText Action = new("Correct", "التصحيح");
    public static readonly BilingualText Remedy = new("The right item", "القيمة الصحيحة");
    public static readonly BilingualText RemedyHint = new(
        "Choose the right item for a wrong value once: it is read so in all rows of this file. This is remembered for files with these "
            + "headers, if you chose that for the columns.",
        "اختر القيمة الصحيحة للقيمة الخطأ مرة واحدة، فتُقرأ كذلك في جميع صفوف هذا الملف. ويُحفظ ذلك للملفات التي لها هذه "
            + "العناوين إن اخترت حفظ الأعمدة."
    );
    public static readonly BilingualText RemedyForAdmins = new(
        "With the box, the wrong value becomes another name of the item instead, for all senders.",
        "وإذا حددت المربع صارت القيمة الخطأ اسمًا بديلًا للعنصر لدى جميع المرسلين."
    );
    public static readonly BilingualText RememberAlias = new("Remember as another name", "حفظها اسمًا بديلًا");
    public static readonly BilingualText Apply = new("Apply and check again", "تطبيق وإعادة الفحص");
    public static readonly BilingualText NothingChosen = new(
        "Choose an item for at least one value.",
        "اختر عنصرًا لقيمة واحدة على الأقل."
    );
    public static readonly BilingualText Replacements = new("Values that are read as others", "قيم تُقرأ على أنها غيرها");
    public static readonly BilingualText ReadAs = new("is read as", "تُقرأ");
    public static readonly BilingualText Remove = new("Remove", "إزالة");
    public static readonly BilingualText RowsHint = new(
        "Correct cells here, row by row; the file itself stays as it is. The numbers above are those of the last check.",
        "صحّح الخلايا هنا صفًّا صفًّا، والملف نفسه يبقى كما هو. الأعداد أعلاه هي نتيجة آخر فحص."
    );
    public static readonly BilingualText SaveRow = new("Save row", "حفظ الصف");
    public static readonly BilingualText WrongRows = new("Rows with errors", "الصفوف التي فيها أخطاء");
    public static readonly BilingualText Line = new("Line", "السطر");
    public static readonly BilingualText More = new("More rows", "صفوف أخرى");
    public static readonly BilingualText FirstPage = new("From the beginning", "من البداية");
    public static readonly BilingualText NoMore = new("No wrong row from here on.", "لا توجد صفوف خطأ بعد هذا الموضع.");
    public static readonly BilingualText NoneHere = new(
        "There is none among the rows looked through so far. Go on with the next ones.",
        "لا يوجد أي منها فيما فُحص من الصفوف حتى هنا. تابع إلى ما بعدها."
    );
    public static readonly BilingualText Start = new("Import all", "استيراد الكل");
    public static readonly BilingualText StartHint = new(
        "All rows are stored. Wrong ones wait at Leads until they are corrected.",
        "تُحفظ الصفوف كلها، وما فيه أخطاء ينتظر التصحيح في صفحة العملاء المحتملين."
    );
    public static readonly BilingualText CheckAgain = new("Check again", "إعادة الفحص");
    public static readonly BilingualText ChangeColumns = new("Change the columns", "تغيير الأعمدة");
    public static readonly BilingualText CorrectsLeads = new(
        "The rows of this file correct leads that are already here. No new ones are made.",
        "صفوف هذا الملف تصحّح عملاء محتملين محفوظين من قبل، ولا تضيف عملاء جددًا."
    );

    // Result
    public static readonly BilingualText Done = new("All rows of the file are accounted for.", "اكتمل الاستيراد، ولكل صف في الملف نتيجة.");
    public static readonly BilingualText Cancelled = new(
        "The import was cancelled. What was stored before stays.",
        "أُلغي الاستيراد. ما حُفظ قبل ذلك باقٍ."
    );
    public static readonly BilingualText Failed = new(
        "The import stopped. What was stored before stays.",
        "توقف الاستيراد. ما حُفظ قبل ذلك باقٍ."
    );
    public static readonly BilingualText Bulks = new("Bulks with its leads", "دفعات هذا الاستيراد");
    public static readonly BilingualText ToWaiting = new("Leads of this sender that wait", "ما ينتظر التصحيح من هذا المرسل");
    public static readonly BilingualText FailedXlsx = new("Rows with errors (Excel)", "الصفوف التي فيها أخطاء (Excel)");
    public static readonly BilingualText FailedCsv = new("Rows with errors (CSV)", "الصفوف التي فيها أخطاء (CSV)");
    public static readonly BilingualText FailedHint = new(
        "Correct the file and import it again: it corrects these leads and makes no new ones.",
        "صحّح الملف ثم استورده من جديد: تُصحَّح به هذه السجلات ولا تُضاف سجلات جديدة."
    );
    public static readonly BilingualText SkippedHint = new(
        "A row is skipped if it names a lead that cannot be corrected by it.",
        "يُتخطى الصف إذا ذكر عميلًا محتملًا لا يمكن تصحيحه به."
    );
    public static readonly BilingualText Next = new("Go on", "متابعة");
    public static readonly BilingualText WaitsForYou = new("The file is here. Nothing is stored yet.", "وصل الملف، ولم يُحفظ منه شيء بعد.");

    // Cancelling
    public static readonly BilingualText Cancel = new("Cancel the import", "إلغاء الاستيراد");
    public static readonly BilingualText CancelHint = new(
        "Rows that are stored stay. The rest is not stored, and the file is deleted.",
        "تبقى الصفوف التي حُفظت، ولا يُحفظ الباقي، ويُحذف الملف."
    );
    public static readonly BilingualText CancelTitle = new("Cancel this import?", "هل تريد إلغاء هذا الاستيراد؟");
    public static readonly BilingualText CancelledNotice = new("The import is cancelled.", "أُلغي الاستيراد.");

    public static BilingualText Title(long id) =>
        new(string.Create(CultureInfo.InvariantCulture, $"Import {id}"), string.Create(CultureInfo.InvariantCulture, $"الاستيراد {id}"));

    public static BilingualText RowIsValid(long line) =>
        new(
            string.Create(CultureInfo.InvariantCulture, $"Line {line} is valid now."),
            string.Create(CultureInfo.InvariantCulture, $"السطر {line} صحيح الآن.")
        );

    public static BilingualText RowHasErrors(long line) =>
        new(
            string.Create(CultureInfo.InvariantCulture, $"Line {line} is saved, and still has errors."),
            string.Create(CultureInfo.InvariantCulture, $"حُفظ السطر {line}، ولا تزال فيه أخطاء.")
        );

    public static BilingualText EditedSinceCheck(int cells) =>
        new(
            string.Create(CultureInfo.InvariantCulture, $"Cells corrected since this check: {cells}. Check again to renew the numbers."),
            string.Create(CultureInfo.InvariantCulture, $"عدد الخلايا المصححة منذ هذا الفحص: {cells}. أعد الفحص لتحديث الأعداد.")
        );

    public static BilingualText Limits(long maxBytes, int maxRows)
    {
        var (bytes, rows) = (ConsoleFormat.Number(maxBytes / 1024 / 1024), ConsoleFormat.Number(maxRows));
        return new(
            $"Up to {bytes} MiB and {rows} rows. Divide a larger file into several.",
            $"الحد الأقصى {bytes} ميبي بايت و{rows} صف. قسّم الملف الأكبر إلى عدة ملفات."
        );
    }

    public static BilingualText TooLarge(long maxBytes)
    {
        var bytes = ConsoleFormat.Number(maxBytes / 1024 / 1024);
        return new(
            $"A file may have up to {bytes} MiB. Divide it into several files.",
            $"لا يزيد حجم الملف على {bytes} ميبي بايت. قسّمه إلى عدة ملفات."
        );
    }

    public static BilingualText AtLine(BilingualText reason, long? line) =>
        line is null
            ? reason
            : new(
                string.Create(CultureInfo.InvariantCulture, $"Line {line}: {reason.English}"),
                string.Create(CultureInfo.InvariantCulture, $"السطر {line}: {reason.Arabic}")
            );

    public static BilingualText SameAs(long id) =>
        new(
            string.Create(CultureInfo.InvariantCulture, $"The same file was uploaded before: import {id}"),
            string.Create(CultureInfo.InvariantCulture, $"سبق رفع الملف نفسه: الاستيراد {id}")
        );

    public static BilingualText OtherColumns(int count) =>
        new(
            string.Create(CultureInfo.InvariantCulture, $"The other {count} columns are kept as they were understood."),
            string.Create(CultureInfo.InvariantCulture, $"تبقى الأعمدة الأخرى ({count}) كما فُهمت.")
        );

    public static BilingualText Status(string status) =>
        status switch
        {
            ImportStatus.Ready => new("Columns to choose", "بانتظار اختيار الأعمدة"),
            ImportStatus.Checking => new("Being checked", "قيد الفحص"),
            ImportStatus.Checked => new("Checked, not stored", "فُحص ولم يُحفظ"),
            ImportStatus.Running => new("Being stored", "قيد الحفظ"),
            ImportStatus.Done => new("Done", "اكتمل"),
            ImportStatus.Cancelled => new("Cancelled", "أُلغي"),
            _ => new("Stopped", "توقف"),
        };

    public static BilingualText Reason(ColumnReason reason) =>
        reason switch
        {
            ColumnReason.Name => new("recognized by its name", "عُرف من اسمه"),
            ColumnReason.Synonym => new("recognized by another word", "عُرف من كلمة مرادفة"),
            ColumnReason.Chosen => new("chosen", "اختيار"),
            ColumnReason.Remembered => new("remembered from an earlier file", "محفوظ من ملف سابق"),
            ColumnReason.Own => Own,
            _ => new("not known: choose", "غير معروف: اختر"),
        };

    public static BilingualText FormatName(FileFormat format) =>
        format switch
        {
            FileFormat.Csv => new("Separated values (CSV)", "قيم مفصولة (CSV)"),
            FileFormat.Xlsx => new("Excel workbook", "مصنف Excel"),
            FileFormat.Ndjson => new("NDJSON", "NDJSON"),
            FileFormat.Adf => new("ADF 1.0 (XML)", "ADF 1.0 (XML)"),
            _ => new("Mail with ADF", "رسالة بريد فيها ADF"),
        };
}
