namespace Leadgate.Contract.Issues;

/// <summary>
/// What can be wrong with a field of a lead (promise 7.2), each code written once, here. A code never changes its meaning;
/// senders branch on it and show the message that comes with it.
/// </summary>
/// <param name="Word">The kebab-case word on the wire.</param>
/// <param name="IsWarning">Whether it stands in <c>warningList</c> (the lead is accepted) and not in <c>errorList</c>.</param>
/// <param name="Meaning">When it is given, in English.</param>
/// <param name="MeaningAr">When it is given, in Arabic.</param>
public sealed record IssueCode(string Word, bool IsWarning, string Meaning, string MeaningAr)
{
    /// <summary>A mandatory field is missing or blank.</summary>
    public static readonly IssueCode Required = Error(
        "required",
        "A mandatory field is missing, null or blank.",
        "حقل إلزامي غير موجود أو فارغ."
    );

    /// <summary>The value is no item of the field's list.</summary>
    public static readonly IssueCode NotInList = Error(
        "not-in-list",
        "The value is no item of the field's reference list.",
        "القيمة ليست من عناصر القائمة المرجعية للحقل."
    );

    /// <summary>The value is an item of the list, but of another parent.</summary>
    public static readonly IssueCode NotInParent = Error(
        "not-in-parent",
        "The value is an item of the list, but belongs to another parent than the chosen one.",
        "القيمة موجودة في القائمة لكنها تتبع عنصرًا أعلى غير المختار."
    );

    /// <summary>The JSON type does not fit the field.</summary>
    public static readonly IssueCode InvalidType = Error(
        "invalid-type",
        "The JSON type does not fit: an object where a text belongs, for example. A lead that is no object has this one error.",
        "نوع قيمة JSON لا يناسب الحقل، ككائن في موضع نص. والسجل الذي ليس كائنًا يحمل هذا الخطأ وحده."
    );

    /// <summary>A date or date-time that cannot be read or does not exist.</summary>
    public static readonly IssueCode InvalidDate = Error(
        "invalid-date",
        "The date cannot be read, or there is no such day.",
        "تعذرت قراءة التاريخ أو أن هذا اليوم غير موجود."
    );

    /// <summary>Not exactly as long as the field must be.</summary>
    public static readonly IssueCode InvalidLength = Error(
        "invalid-length",
        "The text is not exactly as long as it must be: a phone number has 9 digits.",
        "طول النص ليس كما يجب: رقم الهاتف 9 أرقام."
    );

    /// <summary>The form of the text is wrong.</summary>
    public static readonly IssueCode InvalidFormat = Error(
        "invalid-format",
        "The form is wrong: no e-mail address, letters in a phone number, a quantity that is no whole number.",
        "الصيغة غير صحيحة: بريد إلكتروني غير صالح أو حروف في رقم الهاتف أو كمية ليست عددًا صحيحًا."
    );

    /// <summary>Too small, too large, too early, too late or too many.</summary>
    public static readonly IssueCode OutOfRange = Error(
        "out-of-range",
        "The value is too small, too large, too early, too late or too many.",
        "القيمة خارج الحدود المسموح بها."
    );

    /// <summary>A text over the field's maximum length.</summary>
    public static readonly IssueCode TooLong = Error(
        "too-long",
        "The text is longer than the field's maximum, counted in Unicode characters.",
        "النص أطول من الحد الأقصى للحقل محسوبًا بمحارف يونيكود."
    );

    /// <summary>A character that no text may hold.</summary>
    public static readonly IssueCode InvalidCharacter = Error(
        "invalid-character",
        "The text holds a control character or half of a surrogate pair.",
        "النص يحتوي محرف تحكم أو نصف زوج بديل من يونيكود."
    );

    /// <summary>The text fits two items equally well.</summary>
    public static readonly IssueCode Ambiguous = Error(
        "ambiguous",
        "The text fits two items of the list equally well; nothing is guessed.",
        "النص يطابق عنصرين من القائمة بالقدر نفسه، ولا يجري التخمين."
    );

    /// <summary>The field was given twice with different values.</summary>
    public static readonly IssueCode Conflict = Error(
        "conflict",
        "The field was given twice, under both its names or the same one, with different values.",
        "أُرسل الحقل مرتين بقيمتين مختلفتين."
    );

    /// <summary>A property that is no field of a lead; it is kept.</summary>
    public static readonly IssueCode UnknownField = Warning(
        "unknown-field",
        "The property is no field of a lead. It is kept with the lead, under extra.",
        "هذه الخاصية ليست من حقول السجل، وقد حُفظت معه ضمن extra."
    );

    /// <summary>A text kept as sent because nobody has entered items for its parent (promise 4.6).</summary>
    public static readonly IssueCode KeptAsText = Warning(
        "kept-as-text",
        "The chosen parent has no items in the list, so the text is kept as it was sent.",
        "لا توجد عناصر للعنصر الأعلى المختار، فحُفظ النص كما أُرسل."
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
        UnknownField,
        KeptAsText,
    ];

    private static IssueCode Error(string word, string meaning, string meaningAr) => new(word, false, meaning, meaningAr);

    private static IssueCode Warning(string word, string meaning, string meaningAr) => new(word, true, meaning, meaningAr);
}
