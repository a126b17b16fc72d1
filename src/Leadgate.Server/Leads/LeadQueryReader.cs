using System.Globalization;
using Leadgate.Contract.Problems;
using Leadgate.Domain.Leads;
using Leadgate.Domain.Lists;
using Leadgate.Server.Http;
using Leadgate.Storage;

namespace Leadgate.Server.Leads;

/// <summary>Reads the filters of a search from the query (promises 2.5 and 7.4).</summary>
internal sealed class LeadQueryReader(IQueryCollection query, ListCatalog catalog, TimeZoneInfo zone)
{
    public const int MaxLimit = 1000;
    public const int DefaultLimit = 100;

    private const int DayLength = 10;

    private Problem? _problem;

    /// <summary>Reads every filter.</summary>
    /// <param name="problem">What is wrong with the first that is wrong, or null.</param>
    public LeadQuery Read(out Problem? problem)
    {
        var sources = Items("source", ReferenceLists.LeadSource, null);
        var subSources = Items("subSource", ReferenceLists.LeadSubSource, sources);
        var read = new LeadQuery
        {
            BulkId = Number("id", 1, long.MaxValue),
            LeadId = Number("leadId", 1, long.MaxValue),
            From = Moment("fromDate", isEnd: false),
            Before = Moment("toDate", isEnd: true),

            // The sub-source alone says the source too, and leads are found by source.
            Sources = (sources ?? subSources?.Select(item => catalog[ReferenceLists.LeadSource].Find(item.ParentValue ?? 0)!))
                ?.Select(item => item.Value)
                .Distinct()
                .ToList(),
            SubSources = subSources?.Select(item => item.Value).ToList(),
            IsError = Flag("isError"),
            After = Cursor("cursor"),
            Limit = (int)(Number("limit", 1, MaxLimit) ?? DefaultLimit),
        };
        problem = _problem;
        return read;
    }

    private string? Text(string name) => query[name] is [{ } text, ..] && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null;

    private long? Number(string name, long minimum, long maximum)
    {
        if (Text(name) is not { } text)
            return null;
        if (
            long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && number >= minimum
            && number <= maximum
        )
            return number;
        var range = maximum == long.MaxValue ? $"from {minimum}" : $"from {minimum} to {maximum}";
        var rangeAr = maximum == long.MaxValue ? $"يبدأ من {minimum}" : $"من {minimum} إلى {maximum}";
        return Refuse(name, $"a whole number {range}", $"عددًا صحيحًا {rangeAr}");
    }

    private bool? Flag(string name)
    {
        switch (Text(name)?.ToLowerInvariant())
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

    private DateTime? Moment(string name, bool isEnd)
    {
        if (Text(name) is not { } text)
            return null;

        // A plus sign in a query is a space unless it is written %2B; nobody means a space there.
        text = text.Length > DayLength ? text.Replace(' ', '+') : text;
        if (!DateParser.TryReadInstant(text, zone, out var utc))
        {
            Refuse(name, "a day (2025-08-17) or a moment (2025-08-17T09:30:00Z)", "يومًا (2025-08-17) أو لحظة (2025-08-17T09:30:00Z)");
            return null;
        }

        if (!isEnd)
            return utc;

        // Up to and with a day is before the next one; up to and with a moment is before the next millisecond.
        return
            text.Length == DayLength
            && DateParser.TryReadDay(text, zone, out var day)
            && day < DateOnly.MaxValue
            && DateParser.TryReadInstant(
                day.AddDays(1).ToString(LeadJson.DateFormat, CultureInfo.InvariantCulture),
                zone,
                out var nextMidnight
            )
            ? nextMidnight
            : utc.AddMilliseconds(1);
    }

    private LeadCursor? Cursor(string name)
    {
        if (Text(name) is not { } text)
            return null;
        if (PageCursor.TryRead(text, out var cursor))
            return cursor;
        Refuse(name, "the value of \"next\" in the page before", "قيمة \"next\" من الصفحة السابقة");
        return null;
    }

    /// <summary>The items, retired ones too, that a text or value means.</summary>
    private List<ListItem>? Items(string name, ListDefinition list, IReadOnlyList<ListItem>? parents)
    {
        if (Text(name) is not { } text)
            return null;
        var folded = TextFolding.Fold(text.Length > ListItem.MaxTextLength ? text[..ListItem.MaxTextLength] : text);
        var candidates = catalog[list]
            .Items.Where(item => parents is null || parents.Any(parent => parent.Value == item.ParentValue))
            .ToList();
        var found = candidates.Where(item => item.Texts().Any(itemText => TextFolding.Fold(itemText) == folded)).ToList();
        if (found.Count == 0)
            found = candidates.Where(item => item.Value.ToString(CultureInfo.InvariantCulture) == folded).ToList();
        if (found.Count > 0)
            return found;

        var nearest = string.Join(
            ", ",
            NearestText.Find(folded, candidates, item => [.. item.Texts().Select(TextFolding.Fold)], 3).Select(item => item.Label)
        );
        Refuse(name, $"an item of {list.Name}, such as {nearest}", $"عنصرًا من القائمة {list.Name} مثل {nearest}");
        return [];
    }

    private long? Refuse(string name, string expected, string expectedAr)
    {
        _problem ??= new Problem(ProblemType.InvalidParameter, $"{name} must be {expected}.", $"يجب أن يكون {name} {expectedAr}.");
        return null;
    }
}
