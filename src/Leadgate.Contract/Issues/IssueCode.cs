namespace Leadgate.Contract.Issues;

/// <summary>
/// What can be wrong with a field of a lead (promise 7.2). A code never changes its meaning: senders branch on it and show the
/// message that comes with it.
/// </summary>
/// <param name="Word">The kebab-case word on the wire.</param>
/// <param name="IsWarning">Whether it appears in <c>warningList</c> (the lead is valid) and not in <c>errorList</c>.</param>
/// <param name="Meaning">When it is given, in English.</param>
/// <param name="MeaningAr">When it is given, in Arabic.</param>
public sealed record IssueCode(string Word, bool IsWarning, string Meaning, string MeaningAr)
{
    /// <summary>A mandatory field is missing or blank.</summary>
    public static readonly IssueCode Required = Error(
        "required",
        "A mandatory field is missing, null, or blank.",
        "حقل إلزامي غير موجود أو فارغ."
    );

    /// <summary>The value is not in the field's list.</summary>
    public static readonly IssueCode NotInList = Error(
        "not-in-list",
        "The value is not in the field's reference list.",
        "القيمة ليست من عناصر القائمة المرجعية للحقل."
    );

    /// <summary>The value is in the list, but belongs to another parent item.</summary>
    public static readonly IssueCode NotInParent = Error(
        "not-in-parent",
        "The value is in the list, but belongs to a different parent item than the one sent.",
        "القيمة موجودة في القائمة لكنها تابعة لعنصر غير الذي اخترته."
    );

    /// <summary>The JSON type does not fit the field.</summary>
    public static readonly IssueCode InvalidType = Error(
        "invalid-type",
        "The JSON type does not fit the field, such as an object in place of a string."
            + " A lead that isn't a JSON object gets only this error.",
        "نوع القيمة في JSON لا يناسب الحقل، مثل كائن مكان نص. إذا لم تكن بيانات العميل المحتمل كائنًا فهذا خطؤها الوحيد."
    );

    /// <summary>A date or date-time in an unsupported format, or one that does not exist.</summary>
    public static readonly IssueCode InvalidDate = Error(
        "invalid-date",
        "The date is not in a supported format, or does not exist.",
        "صيغة التاريخ غير مقبولة أو أنه غير موجود في التقويم الميلادي."
    );

    /// <summary>The text does not have the exact length of the field.</summary>
    public static readonly IssueCode InvalidLength = Error(
        "invalid-length",
        "The text does not have the required length: a phone number has exactly 9 digits.",
        "طول النص لا يطابق الطول المطلوب: يتكون رقم الهاتف من 9 أرقام."
    );

    /// <summary>The format of the text is not valid.</summary>
    public static readonly IssueCode InvalidFormat = Error(
        "invalid-format",
        "The format is invalid: for example, a malformed email address, letters in a phone number,"
            + " or a quantity that isn't a whole number.",
        "الصيغة غير صحيحة، مثل بريد إلكتروني غير صحيح أو حروف في رقم الهاتف أو كمية ليست عددًا صحيحًا."
    );

    /// <summary>Too small, too large, too early, too late, or too many.</summary>
    public static readonly IssueCode OutOfRange = Error(
        "out-of-range",
        "The value, date, or number of items is outside the allowed range.",
        "القيمة أو التاريخ أو عدد العناصر خارج الحدود المسموح بها."
    );

    /// <summary>A text over the field's maximum length.</summary>
    public static readonly IssueCode TooLong = Error(
        "too-long",
        "The text is longer than the field's maximum, counted in Unicode characters.",
        "النص أطول من الحد الأقصى للحقل محسوبًا بحروف يونيكود."
    );

    /// <summary>A character that is not allowed in any text.</summary>
    public static readonly IssueCode InvalidCharacter = Error(
        "invalid-character",
        "The text contains a control character or an incomplete Unicode character (an unpaired surrogate).",
        "في النص رمز تحكم غير مرئي أو حرف يونيكود غير مكتمل (surrogate منفرد)."
    );

    /// <summary>The text matches more than one item.</summary>
    public static readonly IssueCode Ambiguous = Error(
        "ambiguous",
        "The text matches more than one item. Send the value of the item you mean.",
        "النص يطابق أكثر من عنصر في القائمة. أرسل رقم العنصر المقصود."
    );

    /// <summary>The field was sent twice with different values.</summary>
    public static readonly IssueCode Conflict = Error(
        "conflict",
        "The field was sent twice with different values, under one name or under both its names.",
        "أُرسل الحقل مرتين بقيمتين مختلفتين، باسم واحد أو باسميه."
    );

    /// <summary>A number of which the file has lost digits.</summary>
    public static readonly IssueCode PrecisionLost = Error(
        "precision-lost",
        "The file has only a rounded number: digits were lost when it was saved. Only leads of files have it.",
        "في الملف عدد مقرَّب فُقدت بعض أرقامه عند حفظه. لا يظهر هذا الخطأ إلا فيما يرد في الملفات."
    );

    /// <summary>A formula whose result the file does not have.</summary>
    public static readonly IssueCode NoCachedValue = Error(
        "no-cached-value",
        "The cell has a formula, and the file was saved without its result. Only leads of files have it.",
        "في الخلية صيغة حسابية، وحُفظ الملف دون نتيجتها. لا يظهر هذا الخطأ إلا فيما يرد في الملفات."
    );

    /// <summary>A cell, or a whole record, that has no value that could be read.</summary>
    public static readonly IssueCode UnreadableCell = Error(
        "unreadable-cell",
        "The cell of the file cannot be read, such as one that shows #N/A. Only leads of files have it.",
        "تعذرت قراءة الخلية في الملف، مثل خلية تعرض #N/A. لا يظهر هذا الخطأ إلا فيما يرد في الملفات."
    );

    /// <summary>A property that is not a field of a lead; it is kept.</summary>
    public static readonly IssueCode UnknownField = Warning(
        "unknown-field",
        "The property is not a field of a lead. It is stored with the lead under extra.",
        "هذا الحقل ليس من حقول العميل المحتمل، وقد حُفظ معه ضمن extra."
    );

    /// <summary>A text kept as sent because its parent item has no items (promise 4.6).</summary>
    public static readonly IssueCode KeptAsText = Warning(
        "kept-as-text",
        "The list has no items for the chosen parent item, so the text is kept as sent.",
        "لا توجد في القائمة عناصر تابعة لما اخترته، فحُفظ النص كما أُرسل."
    );

    /// <summary>Every code, errors first, in the order of the documentation.</summary>
    public static IReadOnlyList<IssueCode> All { get; } =
    [
        Required,
        NotInList,
        NotInParent,
        InvalidType,
        InvalidDate,
        InvalidLength,
        InvalidFormat,
        OutOfRange,
        TooLong,
        InvalidCharacter,
        Ambiguous,
        Conflict,
        PrecisionLost,
        NoCachedValue,
        UnreadableCell,
        UnknownField,
        KeptAsText,
    ];

    private static IssueCode Error(string word, string meaning, string meaningAr) => new(word, false, meaning, meaningAr);

    private static IssueCode Warning(string word, string meaning, string meaningAr) => new(word, true, meaning, meaningAr);
}
