using Leadgate.Contract.Issues;

namespace Leadgate.Domain.Leads;

/// <summary>
/// Gives the form of <see cref="StoredIssueWriter"/> to issues that schema 10 stored as they were answered. An issue that today's lists and
/// messages still give becomes code and arguments; of any other, what was said is kept.
/// </summary>
internal static class IssueConversion
{
    /// <summary>Whether issues are stored as they were answered: as objects.</summary>
    public static bool IsNeeded(ReadOnlySpan<byte> stored) => stored.StartsWith("[{"u8);

    /// <param name="answered">The issues as they are stored.</param>
    /// <param name="today">The issues that the lead has today.</param>
    /// <param name="sent">The JSON that the values of today's issues are slices of, if it is stored beside them; otherwise empty.</param>
    public static ReadOnlyMemory<byte> Convert(ReadOnlyMemory<byte> answered, IReadOnlyList<Issue> today, ReadOnlyMemory<byte> sent) =>
        StoredIssueWriter.ToJson([.. StoredIssueReader.Read(answered, default, null).Select(issue => Convert(issue, today))], sent);

    /// <summary>Converts the warnings of a valid lead, of which nothing is known but the warnings.</summary>
    public static ReadOnlyMemory<byte> ConvertWarnings(ReadOnlyMemory<byte> answered) =>
        StoredIssueWriter.ToJson(
            [.. StoredIssueReader.Read(answered, default, null).Select(warning => Convert(warning, [.. Guess(warning)]))],
            default
        );

    private static Issue Convert(Issue answered, IReadOnlyList<Issue> today)
    {
        if (answered.Wording == IssueWording.Erased)
            return answered;
        return today.FirstOrDefault(issue => SaysTheSame(issue, answered))
            ?? answered with
            {
                Value = today.FirstOrDefault(issue => HasSameValue(issue, answered))?.Value ?? answered.Value,
            };
    }

    private static bool SaysTheSame(Issue issue, Issue answered) =>
        HasSameValue(issue, answered)
        && issue.Code == answered.Code
        && IssueMessages.Format(issue, arabic: false) == answered.Wording!.Message
        && IssueMessages.Format(issue, arabic: true) == answered.Wording.MessageAr
        && IssueMessages.GetSuggestions(issue).SequenceEqual(answered.Wording.Suggestions);

    private static bool HasSameValue(Issue issue, Issue answered) =>
        issue.Path == answered.Name && issue.Value.Span.SequenceEqual(answered.Value.Span);

    /// <summary>What the warning can have been.</summary>
    private static IEnumerable<Issue> Guess(Issue answered)
    {
        foreach (var (name, index) in ((string, int?)[])[(answered.Name, null), .. SplitVehicle(answered.Name)])
        {
            yield return new()
            {
                Code = IssueCode.UnknownField,
                Name = name,
                VehicleIndex = index,
                Value = answered.Value,
                Suggestion = answered.Wording!.Suggestions is [var suggestion, ..] ? suggestion : null,
            };
            var table = index is null ? LeadFields.Table : VehicleFields.Table;
            if (table.TryFind(name, out var field, out _) && field.List is not null)
            {
                yield return new()
                {
                    Code = IssueCode.KeptAsText,
                    Field = field,
                    Name = name,
                    VehicleIndex = index,
                    Value = answered.Value,
                };
            }
        }
    }

    /// <summary>The parts of <c>vehicles[0].modelFamily</c>.</summary>
    private static (string, int?)[] SplitVehicle(string path)
    {
        const string Start = "vehicles[";
        var end = path.IndexOf("].", StringComparison.Ordinal);
        return
            path.StartsWith(Start, StringComparison.Ordinal)
            && end > 0
            && int.TryParse(path.AsSpan(Start.Length, end - Start.Length), System.Globalization.CultureInfo.InvariantCulture, out var index)
            ? [(path[(end + 2)..], index)]
            : [];
    }
}
