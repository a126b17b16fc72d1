using Leadgate.Domain.Texts;

namespace Leadgate.Formats.Tables;

/// <summary>
/// Finds the row with the headers, which need not be the first: above it there may be a title, or a row of groups whose cells are merged.
/// </summary>
internal static class HeaderRows
{
    /// <summary>The index of the row that names the most fields; of the first row that is not blank if none does.</summary>
    public static int Find(IReadOnlyList<string[]> rows)
    {
        var (best, most) = (0, 0);
        for (var index = 0; index < rows.Count; index++)
        {
            if (CountNames(Merge(rows, index)) is var count && count > most && !IsBlank(rows[index]))
                (best, most) = (index, count);
        }

        return most > 0 ? best : Math.Max(0, FindFirst(rows));
    }

    /// <summary>The headers of a row; a cell that is merged with the one above it has its header there.</summary>
    public static string[] Merge(IReadOnlyList<string[]> rows, int index)
    {
        var row = rows[index];
        var above = index > 0 ? rows[index - 1] : [];
        var headers = new string[Math.Max(row.Length, above.Length)];
        for (var column = 0; column < headers.Length; column++)
        {
            var own = column < row.Length ? ColumnName.Show(row[column]) : "";
            headers[column] = own.Length == 0 && column < above.Length ? ColumnName.Show(above[column]) : own;
        }

        return headers;
    }

    /// <summary>
    /// The headers as a person tells them apart: two that are equal, or that no field is known by, get the group above them,
    /// <c>Group / Title</c>.
    /// </summary>
    public static string[] AddGroups(IReadOnlyList<string[]> rows, int index)
    {
        var headers = Merge(rows, index);
        if (index == 0 || IsBlank(rows[index - 1]))
            return headers;
        var groups = rows[index - 1];
        var group = "";
        var shown = (string[])headers.Clone();
        for (var column = 0; column < rows[index].Length; column++)
        {
            if (column < groups.Length && ColumnName.Show(groups[column]) is { Length: > 0 } begun)
                group = begun;
            var isMerged = ColumnName.Show(rows[index][column]).Length == 0;
            if (group.Length > 0 && !isMerged && !IsClear(headers[column]))
                shown[column] = $"{group} / {headers[column]}";
        }

        return shown;

        bool IsClear(string header)
        {
            var name = ColumnName.Normalize(header);
            return IsKnown(name) && headers.Count(other => ColumnName.Normalize(other) == name) == 1;
        }
    }

    public static bool IsBlank(string[] row) => Array.TrueForAll(row, InvisibleBlank);

    private static bool InvisibleBlank(string cell) => InvisibleText.IsBlank(cell);

    private static int FindFirst(IReadOnlyList<string[]> rows)
    {
        for (var index = 0; index < rows.Count; index++)
        {
            if (!IsBlank(rows[index]) && !rows[index][0].StartsWith("sep=", StringComparison.OrdinalIgnoreCase))
                return index;
        }

        return -1;
    }

    /// <summary>How many different fields a row of headers names.</summary>
    public static int CountNames(string[] headers) =>
        headers.Select(ColumnName.Normalize).Where(IsKnown).Distinct(StringComparer.Ordinal).Count();

    private static bool IsKnown(string name) => (ColumnNames.Find(name) ?? ColumnNames.FindSynonym(name)) is not null;
}
