using Leadgate.Domain.Lists;
using Leadgate.Domain.Texts;

namespace Leadgate.Formats.Tables;

/// <summary>The names of columns, as they are shown and as they are compared.</summary>
internal static class ColumnName
{
    /// <summary>A longer name would be written into each lead.</summary>
    private const int MaxLength = 100;

    /// <summary>A header without invisible marks, on one line.</summary>
    public static string Show(string header)
    {
        var words = InvisibleText.Remove(header).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var name = string.Join(' ', words);
        return PlainText.Show(name, MaxLength);
    }

    /// <summary>
    /// What is equal for names that mean the same: folded as values of lists are (promises 4.1 and 4.8), without separators and
    /// punctuation.
    /// </summary>
    public static string Normalize(string header)
    {
        var name = Show(header).Replace('_', ' ');
        var folded = TextFolding.Fold(name);
        var relaxed = RelaxedText.Relax(folded, new char[folded.Length]);
        return string.Concat(relaxed.ToString().Where(char.IsLetterOrDigit));
    }
}
