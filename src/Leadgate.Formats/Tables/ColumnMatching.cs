using System.Globalization;
using Leadgate.Domain.Texts;
using Leadgate.Formats.Files;

namespace Leadgate.Formats.Tables;

/// <summary>Finds what the columns of a table mean by their headers.</summary>
internal static class ColumnMatching
{
    /// <summary>The columns of a table, with no samples yet.</summary>
    /// <param name="headers">The headers as they are shown.</param>
    /// <param name="choices">The targets that a person has chosen, by the index of the column.</param>
    /// <param name="withSynonyms">Whether a person will look at the result, so that a column may get what it probably means.</param>
    public static IReadOnlyList<FileColumn> Match(
        IReadOnlyList<string> headers,
        IReadOnlyDictionary<int, string?> choices,
        bool withSynonyms
    )
    {
        var columns = new FileColumn[headers.Count];
        var taken = new HashSet<string>(StringComparer.Ordinal);
        for (var index = 0; index < columns.Length; index++)
        {
            columns[index] = MatchByName(index, headers[index], choices);
            if (columns[index] is { Reason: not ColumnReason.Unknown, Target: { } target })
                taken.Add(target);
        }

        for (var index = 0; withSynonyms && index < columns.Length; index++)
        {
            // The first of several words for one field gets it; the others are kept under their own names.
            if (
                columns[index].Reason == ColumnReason.Unknown
                && ColumnNames.FindSynonym(ColumnName.Normalize(headers[index])) is { } target
                && !IsTaken(target, taken)
                && taken.Add(target)
            )
            {
                columns[index] = columns[index] with { Target = target, Reason = ColumnReason.Synonym };
            }
        }

        return columns;
    }

    /// <summary>The columns that have the same target, in pairs; the first with each of the others.</summary>
    public static IEnumerable<(FileColumn First, FileColumn Second)> FindDuplicates(IReadOnlyList<FileColumn> columns) =>
        columns
            .Where(column => column.Target is not (null or ColumnTargets.Unknown or ColumnTargets.Extra))
            .GroupBy(column => column.Target == ColumnTargets.Phone ? "phoneNumber" : column.Target, StringComparer.Ordinal)
            .SelectMany(group => group.Skip(1), (group, second) => (group.First(), second));

    /// <summary>Says that two columns are one field.</summary>
    public static BilingualText DescribeDuplicate(FileColumn first, FileColumn second) =>
        new(
            string.Create(
                CultureInfo.InvariantCulture,
                $"Columns {first.Index + 1} and {second.Index + 1} are both {second.Target}. Leave one out, or choose another field."
            ),
            string.Create(
                CultureInfo.InvariantCulture,
                $"العمودان {first.Index + 1} و{second.Index + 1} كلاهما {BidiText.Ltr(second.Target!)}. استبعد أحدهما أو اختر له حقلًا آخر."
            )
        );

    /// <summary>Whether any column is a field, so that leads can be read.</summary>
    public static bool HasFields(IReadOnlyList<FileColumn> columns) =>
        columns.Any(column => column.Target is not (null or ColumnTargets.Unknown or ColumnTargets.RowKey or ColumnTargets.Extra));

    /// <summary>Whether a target that was chosen exists.</summary>
    public static bool IsTarget(string? target) =>
        target
            is null
                or ColumnTargets.Unknown
                or ColumnTargets.Phone
                or ColumnTargets.FullName
                or ColumnTargets.RowKey
                or ColumnTargets.Extra
        || ColumnNames.FindField(target) is not null;

    private static FileColumn MatchByName(int index, string header, IReadOnlyDictionary<int, string?> choices)
    {
        if (choices.TryGetValue(index, out var chosen))
            return new FileColumn(index, header, [], GetSpelling(chosen), ColumnReason.Chosen);
        var normalized = ColumnName.Normalize(header);
        if (ColumnNames.Find(normalized) is { } target)
        {
            var isOwn = target is ColumnTargets.RowKey or ColumnTargets.Extra;
            return new FileColumn(index, header, [], target, isOwn ? ColumnReason.Own : ColumnReason.Name);
        }

        return header.StartsWith(ColumnTargets.OwnPrefix, StringComparison.OrdinalIgnoreCase)
            ? new FileColumn(index, header, [], null, ColumnReason.Own)
            : new FileColumn(index, header, [], ColumnTargets.Unknown, ColumnReason.Unknown);
    }

    private static string? GetSpelling(string? target) => target is null ? null : ColumnNames.FindField(target)?.Name ?? target;

    private static bool IsTaken(string target, HashSet<string> taken) =>
        target switch
        {
            ColumnTargets.Phone => taken.Contains("phoneNumber"),
            ColumnTargets.FullName => taken.Contains("firstName"),
            "firstName" or "lastName" => taken.Contains(ColumnTargets.FullName),
            _ => false,
        } || taken.Contains(target);
}
