namespace Leadgate.Domain.Texts;

/// <summary>
/// Joins words into a list: "a or b" and "a, b, or c" in English; Arabic repeats the conjunction, «أ أو ب أو ج» and «أ وب وج».
/// </summary>
internal static class WordList
{
    public static string Or(bool arabic, IReadOnlyList<string> words) => arabic ? string.Join(" أو ", words) : Join(words, " or ");

    public static string And(bool arabic, IReadOnlyList<string> words) => arabic ? JoinArabic(words) : Join(words, " and ");

    private static string Join(IReadOnlyList<string> words, string conjunction)
    {
        if (words.Count == 0)
            return "";
        var list = words[0];
        for (var i = 1; i < words.Count; i++)
            list = string.Concat(
                list,
                i < words.Count - 1 ? ", "
                    : words.Count > 2 ? "," + conjunction
                    : conjunction,
                words[i]
            );
        return list;
    }

    private static string JoinArabic(IReadOnlyList<string> words)
    {
        if (words.Count == 0)
            return "";
        var list = words[0];
        for (var i = 1; i < words.Count; i++)
            list = string.Concat(list, " و", SpaceBeforeLatin(words[i]), words[i]);
        return list;
    }

    /// <summary>The Arabic "and" is written together with the next word, but not with one in Latin script.</summary>
    private static string SpaceBeforeLatin(string word) => word.Length > 0 && (word[0] < '\u0080' || word[0] == '\u2066') ? " " : "";
}
