using Leadgate.Domain.Lists;
using Leadgate.Domain.Texts;

namespace Leadgate.Domain.Leads;

/// <summary>The English messages of issues.</summary>
internal static class EnglishIssueMessages
{
    /// <param name="text">The text of its value.</param>
    public static string Format(Issue issue, string text)
    {
        var title = issue.Field?.Title ?? "";
        var sent = Quote.Value(arabic: false, IssueMessages.Shorten(text));
        return issue.Code.Word switch
        {
            "required" => $"{title} is missing: send \"{issue.Name}\"{DescribeCondition(issue.Field!)}.",
            "not-in-list" when issue.Field!.List is null =>
                $"{title} must be {issue.Suggestion}, not {sent}. Send {issue.Suggestion}, or omit the field.",
            "not-in-list" when issue.ItemOfText is { } item =>
                $"{title}: no item of the list {issue.Field.List!.Name}{DescribeParent(issue)} has the value {sent}."
                    + $" For the item with that label, send a string: \"{item.Label}\".",
            "not-in-list" when issue.ChildField is { } child => $"{title}: {sent} is a {child.List!.Noun!.English} of"
                + $" {WordList.And(arabic: false, GetLabels(issue.CandidateParents))}."
                + $" Send {WordList.Or(arabic: false, GetLabels(issue.CandidateParents))} as {title}, and {sent} as {child.Title}.",
            "not-in-list" => $"{title}: {sent} is not in the list {issue.Field.List!.Name}{DescribeParent(issue)}."
                + $" Send an item of the list{DescribeNearest(issue)}.",
            "not-in-parent" => $"{title}: {sent} is a {issue.Field!.List!.Noun!.English} of"
                + $" {WordList.And(arabic: false, GetLabels(issue.CandidateParents))}, not of {issue.Parent!.Label}."
                + $" Send a {issue.Field.List.Noun.English} of {issue.Parent.Label}{DescribeNearest(issue)},"
                + $" or change {issue.Field.Parent!.Title} to {WordList.Or(arabic: false, GetLabels(issue.CandidateParents))}.",
            "invalid-type" when issue.Field is null => $"The {(issue.VehicleIndex is null ? "lead" : "vehicle")} must be a JSON object,"
                + $" but {DescribeType(issue.Value)} was sent.",
            "invalid-type" => $"{title} must be {DescribeExpected(issue.Field)}, but {DescribeType(issue.Value)} was sent.",
            "invalid-date" => $"{title}: {sent} is not a valid date. Use yyyy-MM-dd{DescribeTime(issue.Field!)}.",
            "invalid-length" or "invalid-format" when issue is { Field.Rule: TextRule.PhoneNumber, Suggestion: { } suggestion } =>
                $"{title} must be {CountedNoun.Digit.In(arabic: false, issue.Limit)} without the country code and the leading zero,"
                    + $" not {sent}. Send {suggestion}.",
            "invalid-length" => $"{title} must have exactly {CountedNoun.Digit.In(arabic: false, issue.Limit)},"
                + $" but {sent} has {IssueMessages.CountDigits(text)}."
                + " Send the whole number without the country code and the leading zero.",
            "invalid-format" => $"{title}: {sent} {DescribeFormat(issue.Field!)}",
            "out-of-range" when issue.Suggestion is not null =>
                $"{title}: {sent} is a Hijri date. Send the Gregorian date, {issue.Suggestion}.",
            "out-of-range" => $"{title} must be {DescribeRange(issue)}.",
            "too-long" => $"{title} can have at most {CountedNoun.Character.In(arabic: false, issue.Limit)}. Shorten it.",
            "invalid-character" => $"{title} contains a control character or an incomplete Unicode character. Remove it.",
            "ambiguous" => $"{title}: {sent} matches more than one item: {WordList.And(arabic: false, GetLabels(issue.Candidates))}."
                + $" Send the value of the item you mean: {WordList.Or(arabic: false, IssueMessages.GetValues(issue.Candidates))}.",
            "conflict" => $"{title} was sent twice with different values"
                + $" ({WordList.And(arabic: false, IssueMessages.GetQuotedNames(issue))}). Send it once.",
            "precision-lost" when text.Length == 0 =>
                $"{title}: the file has lost digits of this number. Enter it in a cell formatted as text{DescribeMeant(issue)}.",
            "precision-lost" => $"{title}: {sent} is a rounded number, because the file has lost digits of it."
                + $" Enter the whole number in a cell formatted as text{DescribeMeant(issue)}.",
            "no-cached-value" => $"{title}: the cell has a formula, and its result is not in the file."
                + $" Save the file in a spreadsheet program, or send the value{DescribeMeant(issue)}.",
            "unreadable-cell" when text.Length == 0 => $"{title}: the cell cannot be read. Enter the value again{DescribeMeant(issue)}.",
            "unreadable-cell" => $"{title}: {sent} cannot be read as a value. Enter the value again{DescribeMeant(issue)}.",
            "unknown-field" => $"\"{issue.Name}\" is not a known field. It was stored under extra."
                + (issue.Suggestion is null ? "" : $" Did you mean \"{issue.Suggestion}\"?"),
            "kept-as-text" => $"{title}: the list {issue.Field!.List!.Name} has no items for this selection, so {sent} was stored as text.",
            var word => throw new InvalidOperationException($"The code {word} has no English message."),
        };
    }

    private static string DescribeMeant(Issue issue) => issue.Suggestion is null ? "" : $", such as {issue.Suggestion}";

    private static string DescribeCondition(LeadField field) =>
        field.Mandatory switch
        {
            Mandatory.WhenCompany => ", because the lead is a company",
            Mandatory.WhenIndividual => ", because the lead is an individual",
            _ => "",
        };

    private static string DescribeParent(Issue issue) => issue.Parent is { } parent ? $" under {parent.Label}" : "";

    private static string DescribeNearest(Issue issue) =>
        issue.Nearest.Count == 0 ? "" : ", such as " + WordList.Or(arabic: false, GetLabels(issue.Nearest));

    private static string[] GetLabels(IReadOnlyList<ListItem> items) => IssueMessages.List(items, static item => item.Label);

    private static string DescribeTime(LeadField field) =>
        field.Kind == FieldKind.Timestamp ? $", or add the time, as in {IssueMessages.TimestampExample}" : "";

    private static string DescribeExpected(LeadField field) =>
        (field.Kind, field.List?.Representation) switch
        {
            (FieldKind.List, ListRepresentation.Boolean) => "true, false, Yes, or No",
            (FieldKind.List, _) => "the label of an item as a string or its value as a number",
            (FieldKind.Date, _) or (FieldKind.Timestamp, _) => "a date string such as \"2025-08-17\"",
            (FieldKind.Number, _) => "a whole number",
            (FieldKind.Vehicles, _) => "an array of vehicles",
            _ => "a string",
        };

    private static string DescribeType(ReadOnlyMemory<byte> json) =>
        (char)json.Span[0] switch
        {
            '{' => "an object",
            '[' => "an array",
            '"' => "a string",
            't' or 'f' => "a Boolean",
            'n' => "null",
            _ => "a number",
        };

    private static string DescribeFormat(LeadField field) =>
        (field.Kind, field.Rule) switch
        {
            (FieldKind.Number, _) => "is not a whole number. Send digits only.",
            (_, TextRule.Email) => "is not a valid email address. Use the form name@example.com.",
            _ => "is not a valid phone number. Send 9 digits without spaces, punctuation, or a leading zero.",
        };

    private static string DescribeRange(Issue issue) =>
        issue.Field!.Kind switch
        {
            FieldKind.Date => $"a date from {IssueMessages.EarliestDate} to today",
            FieldKind.Timestamp => $"a date from {IssueMessages.EarliestDate} to {CountedNoun.Day.In(arabic: false, issue.Limit)} from now",
            FieldKind.Vehicles => $"an array of at most {CountedNoun.Vehicle.In(arabic: false, issue.Limit)}",
            _ => $"a number from {issue.Field.Minimum} to {issue.Field.Maximum}",
        };
}
