using Leadgate.Domain.Lists;
using Leadgate.Domain.Texts;

namespace Leadgate.Domain.Leads;

/// <summary>The Arabic messages of issues.</summary>
internal static class ArabicIssueMessages
{
    /// <param name="text">The text of its value.</param>
    public static string Format(Issue issue, string text)
    {
        var title = issue.Field?.TitleAr ?? "";
        var sent = Quote.Value(arabic: true, IssueMessages.Shorten(text));
        return issue.Code.Word switch
        {
            "required" => $"{title}: {DescribeCondition(issue.Field!)}. أرسل \"{issue.Name}\".",
            "not-in-list" when issue.Field!.List is null =>
                $"{title}: يجب أن تكون القيمة {Quote.Value(arabic: true, issue.Suggestion!)} وليست {sent}. صحّحها أو احذف الحقل.",
            "not-in-list" when issue.ItemOfText is { } item => $"{title}: لا يوجد عنصر رقمه {sent} في القائمة {issue.Field.List!.Name}."
                + $" إذا كنت تقصد العنصر {Quote.Label(arabic: true, item.LabelAr)} فأرسل اسمه نصًّا: \"{item.Label}\".",
            "not-in-list" when issue.ChildField is { } child =>
                $"{title}: {sent} {child.List!.Noun!.Arabic} {(child.List.Noun.IsFeminine ? "تابعة" : "تابع")}"
                    + $" لـ{WordList.And(arabic: true, GetLabels(issue.CandidateParents))}."
                    + $" أرسل {WordList.Or(arabic: true, GetLabels(issue.CandidateParents))} في الحقل {Quote.Label(arabic: true, title)}،"
                    + $" وأرسل {sent} في الحقل {Quote.Label(arabic: true, child.TitleAr)}.",
            "not-in-list" when issue.Parent is { } parent =>
                $"{title}: القيمة {sent} غير موجودة ضمن {Quote.Label(arabic: true, parent.LabelAr)}."
                    + $" أرسل أحد عناصر القائمة {issue.Field.List!.Name}{DescribeNearest(issue)}.",
            "not-in-list" =>
                $"{title}: القيمة {sent} غير موجودة في القائمة {issue.Field.List!.Name}. أرسل أحد عناصرها{DescribeNearest(issue)}.",
            "not-in-parent" => DescribeOtherParent(issue, title, sent),
            "invalid-type" when issue.Field is null => $"أرسل بيانات {(issue.VehicleIndex is null ? "العميل المحتمل" : "المركبة")}"
                + $" في كائن JSON؛ القيمة المرسلة {DescribeType(issue.Value)}.",
            "invalid-type" => $"{title}: يجب أن تكون القيمة {DescribeExpected(issue.Field)}؛ القيمة المرسلة {DescribeType(issue.Value)}.",
            "invalid-date" => $"{title}: تعذرت قراءة التاريخ {sent}. أرسله بالتقويم الميلادي بالصيغة {BidiText.Ltr("yyyy-MM-dd")}"
                + $"{DescribeTime(issue.Field!)}.",
            "invalid-length" or "invalid-format" when issue is { Field.Rule: TextRule.PhoneNumber, Suggestion: { } suggestion } =>
                $"{title}: يجب أن يتكون من {CountedNoun.Digit.In(arabic: true, issue.Limit, ArabicCase.Genitive)} دون رمز الدولة"
                    + $" ودون الصفر الذي في أول الرقم، والقيمة المرسلة {sent}. أرسل {BidiText.Ltr(suggestion)}.",
            "invalid-length" =>
                $"{title}: أرسل {CountedNoun.Digit.In(arabic: true, issue.Limit, ArabicCase.Accusative)} بالضبط، دون رمز الدولة"
                    + $" ودون الصفر الذي في أول الرقم، مثل 512345678. القيمة المرسلة: {sent}.",
            "invalid-format" => $"{title}: القيمة {sent} {DescribeFormat(issue.Field!)}",
            "out-of-range" when issue.Suggestion is not null =>
                $"{title}: القيمة {sent} تاريخ هجري. أرسل التاريخ الميلادي الموافق له، وهو {BidiText.Ltr(issue.Suggestion)}.",
            "out-of-range" => $"{title}: يجب أن تكون القيمة {DescribeRange(issue)}.",
            "too-long" => $"{title}: النص أطول من الحد الأقصى، وهو {CountedNoun.Character.In(arabic: true, issue.Limit)}. اختصره.",
            "invalid-character" => $"{title}: في النص رمز تحكم غير مرئي أو حرف غير مكتمل. احذفه.",
            "ambiguous" => $"{title}: القيمة {sent} تطابق أكثر من عنصر: {WordList.And(arabic: true, GetLabels(issue.Candidates))}."
                + $" أرسل رقم العنصر المقصود: {WordList.Or(arabic: true, IssueMessages.GetValues(issue.Candidates))}.",
            "conflict" => $"{title}: أُرسل الحقل مرتين بقيمتين مختلفتين"
                + $" ({WordList.And(arabic: true, IssueMessages.GetQuotedNames(issue))}). أرسله مرة واحدة.",
            "precision-lost" when text.Length == 0 =>
                $"{title}: فُقدت بعض أرقام العدد في الملف. اكتبه كاملًا في خلية منسقة كنص{DescribeMeant(issue)}.",
            "precision-lost" => $"{title}: القيمة {sent} عدد مقرَّب فُقدت بعض أرقامه في الملف."
                + $" اكتب العدد كاملًا في خلية منسقة كنص{DescribeMeant(issue)}.",
            "no-cached-value" => $"{title}: في الخلية صيغة حسابية لا توجد نتيجتها في الملف."
                + $" احفظ الملف في برنامج جداول أو أرسل القيمة نفسها{DescribeMeant(issue)}.",
            "unreadable-cell" when text.Length == 0 => $"{title}: تعذرت قراءة الخلية. اكتب القيمة من جديد{DescribeMeant(issue)}.",
            "unreadable-cell" => $"{title}: تعذرت قراءة القيمة {sent}. اكتبها من جديد{DescribeMeant(issue)}.",
            "unknown-field" => $"الحقل {Quote.Value(arabic: true, issue.Name)} غير معروف، وقد حُفظت قيمته كما أُرسلت."
                + (issue.Suggestion is null ? "" : $" هل تقصد \"{issue.Suggestion}\"؟"),
            "kept-as-text" => $"{title}: لا توجد عناصر في القائمة {issue.Field!.List!.Name} لهذا الاختيار، فحُفظ النص {sent} كما أُرسل.",
            var word => throw new InvalidOperationException($"The code {word} has no Arabic message."),
        };
    }

    private static string DescribeOtherParent(Issue issue, string title, string sent)
    {
        var (noun, parent) = (issue.Field!.List!.Noun!, Quote.Label(arabic: true, issue.Parent!.LabelAr));
        var (belongs, doesNot) = noun.IsFeminine ? ("تابعة", "وليست تابعة") : ("تابع", "وليس تابعًا");
        return $"{title}: {sent} {noun.Arabic} {belongs} لـ{WordList.And(arabic: true, GetLabels(issue.CandidateParents))}"
            + $" {doesNot} لـ{parent}. أرسل {Accusative(noun)} لـ{parent}{DescribeNearest(issue)}،"
            + $" أو غيّر الحقل {Quote.Label(arabic: true, issue.Field.Parent!.TitleAr)}"
            + $" إلى {WordList.Or(arabic: true, GetLabels(issue.CandidateParents))}.";
    }

    /// <summary>«مدينة تابعة» and «فرعًا تابعًا» as the object of a verb; every word of a masculine noun has the ending.</summary>
    private static string Accusative(ItemNoun noun) =>
        noun.IsFeminine ? $"{noun.Arabic} تابعة" : string.Join(' ', $"{noun.Arabic} تابع".Split(' ').Select(word => word + "ًا"));

    private static string DescribeCondition(LeadField field) =>
        field.Mandatory switch
        {
            Mandatory.WhenCompany => "هذا الحقل مطلوب لأن العميل المحتمل شركة",
            Mandatory.WhenIndividual => "هذا الحقل مطلوب لأن العميل المحتمل فرد",
            _ => "حقل مطلوب",
        };

    private static string DescribeMeant(Issue issue) => issue.Suggestion is null ? "" : $"، مثل {BidiText.Ltr(issue.Suggestion)}";

    private static string DescribeNearest(Issue issue) =>
        issue.Nearest.Count == 0 ? "" : "، مثل " + WordList.Or(arabic: true, GetLabels(issue.Nearest));

    /// <summary>In quotation marks, because several labels are phrases with a conjunction of their own.</summary>
    private static string[] GetLabels(IReadOnlyList<ListItem> items) =>
        IssueMessages.List(items, static item => Quote.Label(arabic: true, item.LabelAr));

    private static string DescribeTime(LeadField field) =>
        field.Kind == FieldKind.Timestamp ? $"، أو مع الوقت مثل {BidiText.Ltr(IssueMessages.TimestampExample)}" : "";

    private static string DescribeExpected(LeadField field) =>
        (field.Kind, field.List?.Representation) switch
        {
            (FieldKind.List, ListRepresentation.Boolean) => "true أو false أو «نعم» أو «لا»",
            (FieldKind.List, _) => "اسم العنصر نصًّا أو رقمه عددًا",
            (FieldKind.Date, _) or (FieldKind.Timestamp, _) => "تاريخًا في صورة نص مثل \"" + BidiText.Ltr("2025-08-17") + "\"",
            (FieldKind.Number, _) => "عددًا صحيحًا",
            (FieldKind.Vehicles, _) => "مصفوفة من المركبات",
            _ => "نصًّا",
        };

    private static string DescribeType(ReadOnlyMemory<byte> json) =>
        (char)json.Span[0] switch
        {
            '{' => "كائن JSON",
            '[' => "مصفوفة JSON",
            '"' => "نص",
            't' or 'f' => "قيمة منطقية",
            'n' => "null",
            _ => "عدد",
        };

    private static string DescribeFormat(LeadField field) =>
        (field.Kind, field.Rule) switch
        {
            (FieldKind.Number, _) => "ليست عددًا صحيحًا. أرسل أرقامًا فقط.",
            (_, TextRule.Email) => $"ليست بريدًا إلكترونيًا صحيحًا. أرسله بالصيغة {BidiText.Ltr("name@example.com")}.",
            _ => "ليست رقم هاتف صحيحًا. أرسل 9 أرقام متصلة لا تبدأ بصفر، دون مسافات أو رموز.",
        };

    private static string DescribeRange(Issue issue) =>
        issue.Field!.Kind switch
        {
            FieldKind.Date => $"تاريخًا ميلاديًا من {BidiText.Ltr(IssueMessages.EarliestDate)} حتى اليوم",
            FieldKind.Timestamp => $"تاريخًا ميلاديًا من {BidiText.Ltr(IssueMessages.EarliestDate)}"
                + $" إلى ما بعد {CountedNoun.Day.In(arabic: true, issue.Limit, ArabicCase.Genitive)} من الآن",
            FieldKind.Vehicles => $"مصفوفة لا يزيد عدد مركباتها على {issue.Limit}",
            _ => $"عددًا من {issue.Field.Minimum} إلى {issue.Field.Maximum}",
        };
}
