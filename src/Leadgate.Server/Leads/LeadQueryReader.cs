using System.Globalization;
using Leadgate.Contract.Issues;
using Leadgate.Contract.Problems;
using Leadgate.Domain.Leads;
using Leadgate.Domain.Lists;
using Leadgate.Domain.Texts;
using Leadgate.Domain.Wire;
using Leadgate.Server.Http;
using Leadgate.Storage;
using Leadgate.Storage.Search;

namespace Leadgate.Server.Leads;

/// <summary>Reads the filters of a search from the query string (promises 2.5 and 7.4).</summary>
internal sealed class LeadQueryReader(IQueryCollection query, ListCatalog catalog, TimeZoneInfo zone)
{
    public const int MaxLimit = 1000;
    public const int DefaultLimit = 100;
    public const int MaxGroups = 100;
    public const int DefaultGroups = 20;

    private const int MaxSuggestions = 3;
    private static readonly int DateLength = WireTime.DateFormat.Length;

    private Problem? _problem;

    /// <param name="problem">What is wrong with the first invalid parameter, or null.</param>
    public LeadQuery Read(out Problem? problem)
    {
        var sources = ReadItems("source", ReferenceLists.LeadSource, null);
        var subSources = ReadItems("subSource", ReferenceLists.LeadSubSource, sources);
        var read = new LeadQuery
        {
            BulkId = ReadNumber("id", 1, long.MaxValue),
            LeadId = ReadNumber("leadId", 1, long.MaxValue),
            LeadReference = ReadReference("leadReference"),
            From = ReadTimestamp("fromDate", isEnd: false),
            Before = ReadTimestamp("toDate", isEnd: true),

            // A sub-source implies its source, and leads are indexed by source.
            Sources = (sources ?? subSources?.Select(item => catalog[ReferenceLists.LeadSource].Find(item.ParentValue ?? 0)!))
                ?.Select(item => item.Value)
                .Distinct()
                .ToList(),
            SubSources = subSources?.Select(item => item.Value).ToList(),
            IsError = ReadFlag("isError"),
            After = ReadCursor("cursor"),
            Limit = (int)(ReadNumber("limit", 1, MaxLimit) ?? DefaultLimit),
        };
        problem = _problem;
        return read;
    }

    /// <summary>Reads which open errors are grouped (promise 11.4).</summary>
    /// <param name="problem">What is wrong with the first invalid parameter, or null.</param>
    public OpenErrorFilter ReadOpenErrors(out Problem? problem)
    {
        var read = new OpenErrorFilter
        {
            Field = ReadField("field"),
            Code = ReadCode("code"),
            Sources = ReadItems("source", ReferenceLists.LeadSource, null)?.Select(item => item.Value).ToList(),
            Sender = ReadText("sender"),
            Limit = (int)(ReadNumber("limit", 1, MaxGroups) ?? DefaultGroups),
        };
        problem = _problem;
        return read;
    }

    /// <summary>A misspelt field would find nothing, which would look as if all were well.</summary>
    private string? ReadField(string name)
    {
        if (ReadText(name) is not { } text)
            return null;
        var field = OpenError.NormalizeField(text);
        if (OpenError.Fields.Contains(field))
            return field;
        var nearest = LeadFields.Table.FindNearestName(text);
        Refuse(
            name,
            nearest is null ? "the name of a field" : $"the name of a field, such as {nearest}",
            nearest is null ? "اسم حقل" : $"اسم حقل، مثل {BidiText.Ltr(nearest)}"
        );
        return null;
    }

    private string? ReadCode(string name)
    {
        if (ReadText(name)?.ToLowerInvariant() is not { } text || IssueCode.All.Any(code => code.Word == text))
            return ReadText(name)?.ToLowerInvariant();
        Refuse(name, "the code of an error, such as not-in-list", $"رمز خطأ، مثل {BidiText.Ltr("not-in-list")}");
        return null;
    }

    private string? ReadText(string name) => query.ReadText(name);

    /// <summary>No stored text has control characters, and PostgreSQL takes none of them for a text.</summary>
    private string? ReadReference(string name)
    {
        var text = ReadText(name);
        if (text is null || !text.Any(char.IsControl))
            return text;
        Refuse(name, "a text without control characters", "نصًّا دون رموز تحكم");
        return null;
    }

    private long? ReadNumber(string name, long minimum, long maximum)
    {
        if (ReadText(name) is not { } text)
            return null;
        if (
            long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && number >= minimum
            && number <= maximum
        )
            return number;
        if (maximum == long.MaxValue)
            Refuse(name, $"a whole number, {minimum} or greater", $"عددًا صحيحًا لا يقل عن {minimum}");
        else
            Refuse(name, $"a whole number from {minimum} to {maximum}", $"عددًا صحيحًا من {minimum} إلى {maximum}");
        return null;
    }

    private bool? ReadFlag(string name)
    {
        switch (ReadText(name)?.ToLowerInvariant())
        {
            case null:
                return null;
            case "1" or "true":
                return true;
            case "0" or "false":
                return false;
            default:
                Refuse(name, "0 or 1", "0 أو 1");
                return null;
        }
    }

    private DateTime? ReadTimestamp(string name, bool isEnd)
    {
        if (ReadText(name) is not { } text)
            return null;

        // In a query string a plus sign means a space unless it is written %2B, and no timestamp has a space there.
        text = text.Length > DateLength ? text.Replace(' ', '+') : text;
        if (DateParser.IsHijri(text))
        {
            RefuseHijri(name, text);
            return null;
        }

        if (!DateParser.TryParseTimestamp(text, zone, out var utc))
        {
            const string Date = "2025-08-17";
            const string Timestamp = "2025-08-17T09:30:00Z";
            Refuse(
                name,
                $"a date ({Date}) or a timestamp ({Timestamp})",
                $"تاريخًا ({BidiText.Ltr(Date)}) أو تاريخًا ووقتًا ({BidiText.Ltr(Timestamp)})"
            );
            return null;
        }

        if (!isEnd)
            return utc;

        // The end is inclusive: up to the midnight after a date, and up to the millisecond after a timestamp.
        return DateParser.TryParseEnd(text, zone, out var end) && end != utc
            ? end
            : utc.AddTicks(Math.Min(TimeSpan.TicksPerMillisecond, (DateTime.MaxValue - utc).Ticks));
    }

    /// <summary>Read as Gregorian, a Hijri date would be long ago, and a search from it would return everything.</summary>
    private void RefuseHijri(string name, string text)
    {
        if (DateParser.TryParseHijriDate(text, zone, out var day))
        {
            var date = WireTime.Format(day);
            _problem ??= new Problem(
                ProblemType.InvalidParameter,
                $"{name} must be a Gregorian date. This Hijri date is {date}.",
                $"يجب أن يكون {name} تاريخًا ميلاديًا. هذا التاريخ الهجري يوافق {BidiText.Ltr(date)}."
            )
            {
                Suggestions = [date],
            };
            return;
        }

        Refuse(name, "a Gregorian date", "تاريخًا ميلاديًا");
    }

    private LeadCursor? ReadCursor(string name)
    {
        if (ReadText(name) is not { } text)
            return null;
        if (PageCursor.TryRead(text, out var cursor))
            return cursor;
        Refuse(name, "the value of \"next\" from the previous page", "قيمة \"next\" من الصفحة السابقة");
        return null;
    }

    /// <summary>The items that a text or value means, including retired ones.</summary>
    private List<ListItem>? ReadItems(string name, ListDefinition list, IReadOnlyList<ListItem>? parents)
    {
        if (ReadText(name) is not { } text)
            return null;
        var folded = TextFolding.Fold(text.Length > ListItem.MaxTextLength ? text[..ListItem.MaxTextLength] : text);
        var candidates = catalog[list]
            .Items.Where(item => parents is null || parents.Any(parent => parent.Value == item.ParentValue))
            .ToList();
        var found = candidates.Where(item => item.GetMatchTexts().Any(itemText => TextFolding.Fold(itemText) == folded)).ToList();
        if (found.Count == 0)
            found = candidates.Where(item => item.Value.ToString(CultureInfo.InvariantCulture) == folded).ToList();
        if (found.Count == 0)
            RefuseItem(name, list, [.. NearestText.Find(folded, candidates, GetFoldedTexts, MaxSuggestions)]);
        return found;
    }

    private static string[] GetFoldedTexts(ListItem item) => [.. item.GetMatchTexts().Select(TextFolding.Fold)];

    private void RefuseItem(string name, ListDefinition list, IReadOnlyList<ListItem> nearest)
    {
        if (nearest.Count == 0)
            Refuse(name, $"an item of {list.Name}", $"أحد عناصر القائمة {list.Name}");
        else
            Refuse(name, $"an item of {list.Name}, such as {Join(false)}", $"أحد عناصر القائمة {list.Name}، مثل {Join(true)}");

        string Join(bool arabic) => WordList.Or(arabic, [.. nearest.Select(item => Quote.Label(arabic, item.GetLabel(arabic)))]);
    }

    private void Refuse(string name, string expected, string expectedAr) =>
        _problem ??= new Problem(ProblemType.InvalidParameter, $"{name} must be {expected}.", $"يجب أن يكون {name} {expectedAr}.");
}
