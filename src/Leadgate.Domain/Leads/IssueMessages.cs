using System.Text;
using System.Text.Json;
using Leadgate.Contract.Issues;
using Leadgate.Domain.Lists;
using Leadgate.Domain.Texts;
using Leadgate.Domain.Wire;

namespace Leadgate.Domain.Leads;

/// <summary>
/// The messages of all issues in both languages (promise 7.3). Each names the field as people know it, states what is wrong and then
/// what to do.
/// </summary>
internal static class IssueMessages
{
    private const int MaxShownLength = 80;
    private const int MaxListed = 3;
    private const string TimestampExample = "2025-08-17T09:30:00+03:00";

    private static readonly string EarliestBirthDate = WireTime.Format(LeadRules.EarliestBirthDate);

    public static string Format(Issue issue, bool arabic) => arabic ? FormatArabic(issue) : FormatEnglish(issue);

    /// <summary>Up to three valid values, nearest first, in the language of the text that was sent (promise 4.4).</summary>
    public static IReadOnlyList<string> GetSuggestions(Issue issue)
    {
        if (issue.Suggestion is not null)
            return [issue.Suggestion];
        var items =
            issue.Nearest.Count > 0 ? issue.Nearest
            : issue.Code == IssueCode.Ambiguous ? issue.Candidates
            : [];
        var arabic = IsArabic(GetText(issue.Value));
        return items.Take(MaxListed).Select(item => item.GetLabel(arabic)).ToList();
    }

    private static string FormatEnglish(Issue issue)
    {
        var title = issue.Field?.Title ?? "";
        var sent = Quote.Value(arabic: false, Shorten(GetText(issue.Value)));
        return issue.Code.Word switch
        {
            "required" => issue.Field!.Mandatory switch
            {
                Mandatory.WhenCompany => $"{title} is missing: send \"{issue.Name}\", because the lead is a company.",
                Mandatory.WhenIndividual => $"{title} is missing: send \"{issue.Name}\", because the lead is an individual.",
                _ => $"{title} is missing: send \"{issue.Name}\".",
            },
            "not-in-list" when issue.Field!.List is null =>
                $"{title} must be {issue.Suggestion}, not {sent}. Send {issue.Suggestion}, or omit the field.",
            "not-in-list" =>
                $"{title}: {sent} is not in the list {issue.Field.List!.Name}{(issue.Parent is { } parent ? $" under {parent.Label}" : "")}."
                    + $" Send an item of the list{SuchAs(issue, arabic: false)}.",
            "not-in-parent" =>
                $"{title}: {sent} belongs to {WordList.And(arabic: false, Labels(issue.CandidateParents, arabic: false))}, not to {issue.Parent!.Label}."
                    + $" Send a value that belongs to {issue.Parent.Label}{SuchAs(issue, arabic: false)}, or change {issue.Field!.Parent!.Title}.",
            "invalid-type" when issue.Field is null =>
                $"The {(issue.VehicleIndex is null ? "lead" : "vehicle")} must be a JSON object, but {NameType(issue.Value, arabic: false)} was sent.",
            "invalid-type" =>
                $"{title} must be {DescribeType(issue.Field, arabic: false)}, but {NameType(issue.Value, arabic: false)} was sent.",
            "invalid-date" => $"{title}: {sent} is not a valid date. Use yyyy-MM-dd"
                + $"{(issue.Field!.Kind == FieldKind.Timestamp ? $", or add the time, as in {TimestampExample}" : "")}.",
            "invalid-length" =>
                $"{title} must have exactly {CountedNoun.Digit.In(arabic: false, issue.Limit)}, but {sent} has {GetText(issue.Value).Length}."
                    + " Omit the country code and the leading zero.",
            "invalid-format" => $"{title}: {sent} {DescribeFormat(issue.Field!, arabic: false)}",
            "out-of-range" => $"{title} must be {DescribeRange(issue, arabic: false)}.",
            "too-long" => $"{title} can have at most {CountedNoun.Character.In(arabic: false, issue.Limit)}. Shorten it.",
            "invalid-character" => $"{title} contains a control character or an incomplete Unicode character. Remove it.",
            "ambiguous" => $"{title}: {sent} matches more than one item:"
                + $" {WordList.And(arabic: false, Labels(issue.Candidates, arabic: false))}."
                + $" Send the value of the item you mean: {WordList.Or(arabic: false, Values(issue.Candidates))}.",
            "conflict" =>
                $"{title} was sent twice with different values ({WordList.And(arabic: false, QuotedNames(issue.Field!))}). Send it once.",
            "unknown-field" => $"\"{issue.Name}\" is not a known field. It was stored under extra. Did you mean \"{issue.Suggestion}\"?",
            "kept-as-text" => $"{title}: the list {issue.Field!.List!.Name} has no items for this selection, so {sent} was stored as text.",
            var word => throw new InvalidOperationException($"The code {word} has no English message."),
        };
    }

    private static string FormatArabic(Issue issue)
    {
        var title = issue.Field?.TitleAr ?? "";
        var sent = Quote.Value(arabic: true, Shorten(GetText(issue.Value)));
        return issue.Code.Word switch
        {
            "required" => issue.Field!.Mandatory switch
            {
                Mandatory.WhenCompany => $"{title}: هذا الحقل مطلوب لأن العميل المحتمل شركة. أرسل \"{issue.Name}\".",
                Mandatory.WhenIndividual => $"{title}: هذا الحقل مطلوب لأن العميل المحتمل فرد. أرسل \"{issue.Name}\".",
                _ => $"{title}: حقل مطلوب. أرسل \"{issue.Name}\".",
            },
            "not-in-list" when issue.Field!.List is null =>
                $"{title}: يجب أن تكون القيمة {Quote.Value(arabic: true, issue.Suggestion!)} وليست {sent}. صحّحها أو احذف الحقل.",
            "not-in-list" when issue.Parent is { } parent =>
                $"{title}: القيمة {sent} غير موجودة ضمن {Quote.Label(arabic: true, parent.LabelAr)}."
                    + $" أرسل أحد عناصر القائمة {issue.Field.List!.Name}{SuchAs(issue, arabic: true)}.",
            "not-in-list" =>
                $"{title}: القيمة {sent} غير موجودة في القائمة {issue.Field.List!.Name}. أرسل أحد عناصرها{SuchAs(issue, arabic: true)}.",
            "not-in-parent" => $"{title}: القيمة {sent} تابعة لـ{WordList.And(arabic: true, Labels(issue.CandidateParents, arabic: true))}"
                + $" وليست تابعة لـ{Quote.Label(arabic: true, issue.Parent!.LabelAr)}."
                + $" أرسل قيمة تابعة لـ{Quote.Label(arabic: true, issue.Parent.LabelAr)}{SuchAs(issue, arabic: true)}،"
                + $" أو صحّح الحقل {Quote.Label(arabic: true, issue.Field!.Parent!.TitleAr)}.",
            "invalid-type" when issue.Field is null =>
                $"أرسل بيانات {(issue.VehicleIndex is null ? "العميل المحتمل" : "المركبة")} في كائن JSON؛"
                    + $" القيمة المرسلة {NameType(issue.Value, arabic: true)}.",
            "invalid-type" =>
                $"{title}: يجب أن تكون القيمة {DescribeType(issue.Field, arabic: true)}؛ القيمة المرسلة {NameType(issue.Value, arabic: true)}.",
            "invalid-date" => $"{title}: تعذرت قراءة التاريخ {sent}. أرسله بالتقويم الميلادي بالصيغة {BidiText.Ltr("yyyy-MM-dd")}"
                + $"{(issue.Field!.Kind == FieldKind.Timestamp ? $"، أو مع الوقت مثل {BidiText.Ltr(TimestampExample)}" : "")}.",
            "invalid-length" =>
                $"{title}: أرسل {CountedNoun.Digit.In(arabic: true, issue.Limit, ArabicCase.Accusative)} بالضبط، دون رمز الدولة"
                    + $" ودون الصفر الذي في أول الرقم، مثل 512345678. القيمة المرسلة: {sent}.",
            "invalid-format" => $"{title}: القيمة {sent} {DescribeFormat(issue.Field!, arabic: true)}",
            "out-of-range" => $"{title}: يجب أن تكون القيمة {DescribeRange(issue, arabic: true)}.",
            "too-long" => $"{title}: النص أطول من الحد الأقصى، وهو {CountedNoun.Character.In(arabic: true, issue.Limit)}. اختصره.",
            "invalid-character" => $"{title}: في النص رمز تحكم غير مرئي أو حرف غير مكتمل. احذفه.",
            "ambiguous" => $"{title}: القيمة {sent} تطابق أكثر من عنصر:"
                + $" {WordList.And(arabic: true, Labels(issue.Candidates, arabic: true))}."
                + $" أرسل رقم العنصر المقصود: {WordList.Or(arabic: true, Values(issue.Candidates))}.",
            "conflict" =>
                $"{title}: أُرسل الحقل مرتين بقيمتين مختلفتين ({WordList.And(arabic: true, QuotedNames(issue.Field!))}). أرسله مرة واحدة.",
            "unknown-field" =>
                $"الحقل {Quote.Value(arabic: true, issue.Name)} غير معروف، وقد حُفظت قيمته كما أُرسلت. هل تقصد \"{issue.Suggestion}\"؟",
            "kept-as-text" => $"{title}: لا توجد عناصر في القائمة {issue.Field!.List!.Name} لهذا الاختيار، فحُفظ النص {sent} كما أُرسل.",
            var word => throw new InvalidOperationException($"The code {word} has no Arabic message."),
        };
    }

    private static string SuchAs(Issue issue, bool arabic) =>
        issue.Nearest.Count == 0 ? "" : (arabic ? "، مثل " : ", such as ") + WordList.Or(arabic, Labels(issue.Nearest, arabic));

    /// <summary>Arabic labels need quotation marks: several of them are phrases with a conjunction of their own.</summary>
    private static List<string> Labels(IReadOnlyList<ListItem> items, bool arabic) =>
        items.Take(MaxListed).Select(item => arabic ? Quote.Label(arabic, item.LabelAr) : item.Label).ToList();

    private static List<string> Values(IReadOnlyList<ListItem> items) => items.Take(MaxListed).Select(item => $"{item.Value}").ToList();

    private static List<string> QuotedNames(LeadField field) => field.Names.Select(name => $"\"{name}\"").ToList();

    private static string DescribeType(LeadField field, bool arabic) =>
        (field.Kind, field.List?.Representation) switch
        {
            (FieldKind.List, ListRepresentation.Boolean) => arabic ? "true أو false أو «نعم» أو «لا»" : "true, false, Yes or No",
            (FieldKind.List, _) => arabic ? "اسم العنصر نصًّا أو رقمه عددًا" : "the label of an item as a string or its value as a number",
            (FieldKind.Date, _) or (FieldKind.Timestamp, _) => arabic ? "تاريخًا في صورة نص" : "a date string",
            (FieldKind.Number, _) => arabic ? "عددًا صحيحًا" : "a whole number",
            (FieldKind.Vehicles, _) => arabic ? "مصفوفة من المركبات" : "an array of vehicles",
            _ => arabic ? "نصًّا" : "a string",
        };

    private static string DescribeFormat(LeadField field, bool arabic) =>
        (field.Kind, field.Rule) switch
        {
            (FieldKind.Number, _) => arabic ? "ليست عددًا صحيحًا. أرسل أرقامًا فقط." : "is not a whole number. Send digits only.",
            (_, TextRule.Email) => arabic
                ? $"ليست بريدًا إلكترونيًا صحيحًا. أرسله بالصيغة {BidiText.Ltr("name@example.com")}."
                : "is not a valid email address. Use the form name@example.com.",
            _ => arabic
                ? "ليست رقم هاتف صحيحًا. أرسل 9 أرقام متصلة دون مسافات أو رموز."
                : "is not a valid phone number. Send 9 digits without spaces or punctuation.",
        };

    private static string DescribeRange(Issue issue, bool arabic) =>
        issue.Field!.Kind switch
        {
            FieldKind.Date => arabic
                ? $"تاريخًا ميلاديًا من {BidiText.Ltr(EarliestBirthDate)} حتى اليوم"
                : $"a date from {EarliestBirthDate} to today",
            FieldKind.Vehicles => arabic
                ? $"مصفوفة لا يزيد عدد مركباتها على {issue.Limit}"
                : $"an array of at most {CountedNoun.Vehicle.In(arabic, issue.Limit)}",
            _ => arabic
                ? $"عددًا من {issue.Field.Minimum} إلى {issue.Field.Maximum}"
                : $"a number from {issue.Field.Minimum} to {issue.Field.Maximum}",
        };

    private static string NameType(ReadOnlyMemory<byte> json, bool arabic) =>
        json.IsEmpty
            ? ""
            : json.Span[0] switch
            {
                (byte)'{' => arabic ? "كائن JSON" : "an object",
                (byte)'[' => arabic ? "مصفوفة JSON" : "an array",
                (byte)'"' => arabic ? "نص" : "a string",
                (byte)'t' or (byte)'f' => arabic ? "قيمة منطقية" : "a Boolean",
                (byte)'n' => "null",
                _ => arabic ? "عدد" : "a number",
            };

    /// <summary>The value as a person reads it: a string without quotes and escapes.</summary>
    private static string GetText(ReadOnlyMemory<byte> json) =>
        json.IsEmpty ? ""
        : json.Span[0] == (byte)'"' && !JsonText.HasLoneSurrogate(json.Span) ? JsonSerializer.Deserialize<string>(json.Span)!.Trim()
        : Encoding.UTF8.GetString(json.Span);

    private static string Shorten(string text)
    {
        if (text.Length <= MaxShownLength)
            return text;
        var end = char.IsHighSurrogate(text[MaxShownLength - 1]) ? MaxShownLength - 1 : MaxShownLength;
        return text[..end] + "…";
    }

    private static bool IsArabic(string text) =>
        text.AsSpan().ContainsAnyInRange('\u0600', '\u06FF') || text.AsSpan().ContainsAnyInRange('\uFB50', '\uFEFC');
}
