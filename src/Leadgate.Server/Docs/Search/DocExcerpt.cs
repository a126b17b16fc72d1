using System.Text;

namespace Leadgate.Server.Docs.Search;

/// <summary>Shows the part of a text where the words of a search are, with the words marked.</summary>
internal static class DocExcerpt
{
    private const int MaxLength = 240;

    /// <summary>The text before the first word that is shown.</summary>
    private const int Before = 60;

    /// <summary>The excerpt as HTML, or null if the passage has no text.</summary>
    public static string? Write(DocPassage passage, DocQuery query)
    {
        var (text, marks) = passage
            .Texts.Select(text => (Text: text, Marks: FindMarks(text, query)))
            .OrderByDescending(text => text.Marks.Select(mark => mark.Key).Distinct().Count())
            .FirstOrDefault();
        if (string.IsNullOrEmpty(text))
            return null;
        var start = marks.Count > 0 ? FindStart(text, marks[0].Start) : 0;
        var end = FindEnd(text, start);
        var excerpt = new StringBuilder(start > 0 ? "… " : "");
        var written = start;
        foreach (var mark in marks.Where(mark => mark.Start >= start && mark.Start + mark.Length <= end))
        {
            // The parts of a code are in a code that is marked already.
            if (mark.Start < written)
                continue;
            excerpt.Append(DocLayout.Text(text[written..mark.Start]));
            written = mark.Start + mark.Length;
            excerpt.Append("<mark>").Append(DocLayout.Text(text[mark.Start..written])).Append("</mark>");
        }

        return excerpt.Append(DocLayout.Text(text[written..end])).Append(end < text.Length ? " …" : "").ToString();
    }

    private static List<DocWord> FindMarks(string text, DocQuery query) =>
        [.. DocWords.Split(text).Where(word => query.Words.Any(searched => word.Key.StartsWith(searched, StringComparison.Ordinal)))];

    private static int FindStart(string text, int mark)
    {
        if (mark <= Before)
            return 0;
        var space = text.IndexOf(' ', mark - Before);
        return space >= 0 && space < mark ? space + 1 : mark;
    }

    private static int FindEnd(string text, int start)
    {
        if (text.Length - start <= MaxLength)
            return text.Length;
        var space = text.LastIndexOf(' ', start + MaxLength, MaxLength);
        var end = space > start ? space : start + MaxLength;
        return char.IsHighSurrogate(text[end - 1]) ? end - 1 : end;
    }
}
