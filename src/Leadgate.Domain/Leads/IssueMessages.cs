using System.Globalization;
using System.Text;
using System.Text.Json;
using Leadgate.Contract.Issues;
using Leadgate.Domain.Lists;

namespace Leadgate.Domain.Leads;

/// <summary>
/// The messages of issues, all of them, in both languages (promise 7.3): each names the field as people know it and says what to
/// do.
/// </summary>
internal static class IssueMessages
{
    private const int MaxShown = 80;

    /// <summary>Written once and in the calendar of the wire, for a machine's own may count from the Hijra.</summary>
    private static readonly string EarliestBirth = LeadRules.EarliestBirth.ToString(LeadJson.DateFormat, CultureInfo.InvariantCulture);

    /// <summary>The message in one of the two languages.</summary>
    /// <param name="issue">What is wrong.</param>
    /// <param name="arabic">Whether it is wanted in Arabic.</param>
    public static string Message(Issue issue, bool arabic) => arabic ? Arabic(issue) : English(issue);

    /// <summary>Up to three valid values, nearest first, in the language of the text that was sent (promise 4.4).</summary>
    /// <param name="issue">What is wrong.</param>
    public static IReadOnlyList<string> Suggestions(Issue issue)
    {
        if (issue.Suggestion is not null)
            return [issue.Suggestion];
        var arabic = IsArabic(Shown(issue.Value));
        var items =
            issue.Nearest.Count > 0 ? issue.Nearest
            : issue.Code == IssueCode.Ambiguous ? issue.Candidates
            : [];
        return items.Take(3).Select(item => item.LabelIn(arabic)).ToList();
    }

    private static string English(Issue issue)
    {
        var title = issue.Field?.Title ?? "";
        var sent = $"\"{Shown(issue.Value)}\"";
        return issue.Code.Word switch
        {
            "required" => issue.Field!.Mandatory switch
            {
                Mandatory.WhenCompany => $"{title} is missing: a lead of a company needs \"{issue.Name}\".",
                Mandatory.WhenIndividual => $"{title} is missing: a lead of a person needs \"{issue.Name}\".",
                _ => $"{title} is missing: send \"{issue.Name}\".",
            },
            "not-in-list" when issue.Field!.List is null =>
                $"{title} must be {issue.Suggestion}, not {sent}. Send {issue.Suggestion}, or leave the field out.",
            "not-in-list" =>
                $"{title}: {sent} is not known{Under(issue, " under ", false)}. Send an item of the list {issue.Field.List!.Name}{Such(issue, ", such as ", " or ", false)}.",
            "not-in-parent" =>
                $"{title}: {sent} belongs to {Join(issue.Owners, " and ", false)}, not to {issue.Parent!.Label}. Send one of {issue.Parent.Label}{Such(issue, ", such as ", " or ", false)}, or change {issue.Field!.Parent!.Title}.",
            "invalid-type" when issue.Field is null =>
                $"This {(issue.Vehicle is null ? "lead" : "vehicle")} is {TypeName(issue.Value, false)}. Send it as an object with fields.",
            "invalid-type" => $"{title} must be {Expected(issue.Field, false)}, and {TypeName(issue.Value, false)} was sent.",
            "invalid-date" =>
                $"{title}: {sent} is no date that can be read. Send it as yyyy-MM-dd{(issue.Field!.Kind == FieldKind.Timestamp ? " or with a time, as 2025-08-17T09:30:00+03:00" : "")}.",
            "invalid-length" =>
                $"{title} must have exactly {issue.Limit} digits, and {sent} has another number of them. Leave out the country code and the leading zero.",
            "invalid-format" => $"{title}: {sent} {FormatHint(issue, false)}",
            "out-of-range" => $"{title} must be {Limit(issue, false)}.",
            "too-long" => $"{title} may have {issue.Limit} characters at most. Shorten it.",
            "invalid-character" => $"{title} holds a control character or half of a character. Remove it.",
            "ambiguous" =>
                $"{title}: {sent} means {Join(issue.Candidates, " as well as ", false)}. Send the value of the one that you mean: {Values(issue.Candidates, " or ")}.",
            "conflict" => $"{title} was sent twice with different values ({Aliases(issue.Field!, " and ")}). Send it once.",
            "unknown-field" =>
                $"\"{issue.Name}\" is no field of a {(issue.Vehicle is null ? "lead" : "vehicle")}; it was kept. Did you mean \"{issue.Suggestion}\"?",
            "kept-as-text" => $"{title}: the list {issue.Field!.List!.Name} has no items here, so {sent} was kept as a text.",
            var word => throw new InvalidOperationException($"The code {word} has no English message."),
        };
    }

    private static string Arabic(Issue issue)
    {
        var title = issue.Field?.TitleAr ?? "";
        var sent = $"«{Shown(issue.Value)}»";
        return issue.Code.Word switch
        {
            "required" => issue.Field!.Mandatory switch
            {
                Mandatory.WhenCompany => $"{title}: حقل مطلوب لعميل من نوع شركة. أرسل \"{issue.Name}\".",
                Mandatory.WhenIndividual => $"{title}: حقل مطلوب لعميل من نوع فرد. أرسل \"{issue.Name}\".",
                _ => $"{title}: حقل مطلوب. أرسل \"{issue.Name}\".",
            },
            "not-in-list" when issue.Field!.List is null =>
                $"{title}: القيمة يجب أن تكون {issue.Suggestion} وليست {sent}. أرسل {issue.Suggestion} أو احذف الحقل.",
            "not-in-list" =>
                $"{title}: القيمة {sent} غير معروفة{Under(issue, " ضمن ", true)}. أرسل عنصرًا من القائمة {issue.Field.List!.Name}{Such(issue, "، مثل: ", " أو ", true)}.",
            "not-in-parent" =>
                $"{title}: القيمة {sent} تتبع {Join(issue.Owners, " و", true)} ولا تتبع {issue.Parent!.LabelAr}. أرسل ما يتبع {issue.Parent.LabelAr}{Such(issue, "، مثل: ", " أو ", true)}، أو غيّر {issue.Field!.Parent!.TitleAr}.",
            "invalid-type" when issue.Field is null =>
                $"{(issue.Vehicle is null ? "سجل العميل" : "المركبة")} يجب أن يُرسل ككائن JSON فيه حقول، والمرسل {TypeName(issue.Value, true)}.",
            "invalid-type" => $"{title}: القيمة يجب أن تكون {Expected(issue.Field, true)}، والمرسل {TypeName(issue.Value, true)}.",
            "invalid-date" =>
                $"{title}: تعذرت قراءة التاريخ {sent}. أرسله بالصيغة yyyy-MM-dd{(issue.Field!.Kind == FieldKind.Timestamp ? " أو مع الوقت مثل 2025-08-17T09:30:00+03:00" : "")}.",
            "invalid-length" => $"{title}: يجب أن يكون {issue.Limit} أرقام تمامًا، وعدد أرقام {sent} مختلف. احذف رمز الدولة والصفر الأول.",
            "invalid-format" => $"{title}: {sent} {FormatHint(issue, true)}",
            "out-of-range" => $"{title}: القيمة يجب أن تكون {Limit(issue, true)}.",
            "too-long" => $"{title}: النص أطول من الحد الأقصى وهو {issue.Limit} حرفًا. اختصره.",
            "invalid-character" => $"{title}: النص يحتوي محرف تحكم أو محرفًا ناقصًا. احذفه.",
            "ambiguous" =>
                $"{title}: القيمة {sent} تعني {Join(issue.Candidates, " وكذلك ", true)}. أرسل رقم العنصر المقصود: {Values(issue.Candidates, " أو ")}.",
            "conflict" => $"{title}: أُرسل الحقل مرتين بقيمتين مختلفتين ({Aliases(issue.Field!, " و")}). أرسله مرة واحدة.",
            "unknown-field" => $"الخاصية \"{issue.Name}\" ليست من الحقول المعروفة، وقد حُفظت كما هي. هل تقصد \"{issue.Suggestion}\"؟",
            "kept-as-text" => $"{title}: لا توجد عناصر في القائمة {issue.Field!.List!.Name} لهذا الاختيار، فحُفظ النص {sent} كما أُرسل.",
            var word => throw new InvalidOperationException($"The code {word} has no Arabic message."),
        };
    }

    private static string Under(Issue issue, string under, bool arabic) => issue.Parent is { } parent ? under + parent.LabelIn(arabic) : "";

    private static string Such(Issue issue, string suchAs, string or, bool arabic) =>
        issue.Nearest.Count == 0 ? "" : suchAs + Join(issue.Nearest, or, arabic);

    private static string Join(IReadOnlyList<ListItem> items, string and, bool arabic)
    {
        var labels = items.Take(3).Select(item => item.LabelIn(arabic)).ToList();
        return labels.Count == 1 ? labels[0] : string.Join(arabic ? "، " : ", ", labels.SkipLast(1)) + and + labels[^1];
    }

    private static string Values(IReadOnlyList<ListItem> items, string or) => string.Join(or, items.Take(3).Select(item => item.Value));

    private static string Aliases(LeadField field, string and) => string.Join(and, field.Names.Select(name => $"\"{name}\""));

    private static string Expected(LeadField field, bool arabic) =>
        (field.Kind, field.List?.Representation) switch
        {
            (FieldKind.List, ListRepresentation.Boolean) => arabic ? "true أو false أو نعم أو لا" : "true, false, Yes or No",
            (FieldKind.List, _) => arabic ? "اسم العنصر كنص أو رقمه" : "the label of an item as a text or its value as a number",
            (FieldKind.Date, _) or (FieldKind.Timestamp, _) => arabic ? "تاريخًا مكتوبًا كنص" : "a date written as a text",
            (FieldKind.Number, _) => arabic ? "عددًا صحيحًا" : "a whole number",
            (FieldKind.Vehicles, _) => arabic ? "مصفوفة من المركبات" : "an array of vehicles",
            _ => arabic ? "نصًا" : "a text",
        };

    private static string FormatHint(Issue issue, bool arabic) =>
        (issue.Field!.Kind, issue.Field.Rule) switch
        {
            (FieldKind.Number, _) => arabic ? "ليس عددًا صحيحًا. أرسل أرقامًا فقط." : "is no whole number. Send digits only.",
            (_, TextRule.Email) => arabic
                ? "ليس بريدًا إلكترونيًا. أرسله بصيغة name@example.com."
                : "is no e-mail address. Send one such as name@example.com.",
            _ => arabic ? "ليس رقم هاتف. أرسل 9 أرقام دون مسافات أو رموز." : "is no phone number. Send 9 digits without spaces or signs.",
        };

    private static string Limit(Issue issue, bool arabic) =>
        issue.Field!.Kind switch
        {
            FieldKind.Date => arabic ? $"تاريخًا من {EarliestBirth} حتى اليوم" : $"a day from {EarliestBirth} to today",
            FieldKind.Vehicles => arabic ? $"مصفوفة من {issue.Limit} مركبة على الأكثر" : $"an array of {issue.Limit} vehicles at most",
            _ => arabic
                ? $"عددًا من {issue.Field.Minimum} إلى {issue.Field.Maximum}"
                : $"a number from {issue.Field.Minimum} to {issue.Field.Maximum}",
        };

    private static string TypeName(ReadOnlyMemory<byte> json, bool arabic) =>
        json.IsEmpty
            ? ""
            : json.Span[0] switch
            {
                (byte)'{' => arabic ? "كائن JSON" : "an object",
                (byte)'[' => arabic ? "مصفوفة JSON" : "an array",
                (byte)'"' => arabic ? "نص" : "a text",
                (byte)'t' or (byte)'f' => arabic ? "قيمة منطقية" : "true or false",
                (byte)'n' => "null",
                _ => arabic ? "رقم" : "a number",
            };

    /// <summary>The value as a person reads it: a string without its escapes, cut where it is long.</summary>
    private static string Shown(ReadOnlyMemory<byte> json)
    {
        var text =
            json.IsEmpty ? ""
            : json.Span[0] == (byte)'"' && !JsonText.HasLoneSurrogate(json.Span) ? JsonSerializer.Deserialize<string>(json.Span)!.Trim()
            : Encoding.UTF8.GetString(json.Span);
        if (text.Length <= MaxShown)
            return text;
        var end = char.IsHighSurrogate(text[MaxShown - 1]) ? MaxShown - 1 : MaxShown;
        return text[..end] + "…";
    }

    private static bool IsArabic(string text) =>
        text.AsSpan().ContainsAnyInRange('\u0600', '\u06FF') || text.AsSpan().ContainsAnyInRange('\uFB50', '\uFEFC');
}
