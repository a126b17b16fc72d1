namespace Leadgate.Domain.Texts;

/// <summary>Joins words into a list: "a, b or c" in English; Arabic repeats the conjunction, «أ أو ب أو ج» and «أ وب وج».</summary>
internal static class WordList
{
    public static string Or(bool arabic, IReadOnlyList<string> words) => arabic ? string.Join(" أو ", words) : Join(words, " or ");

    public static string And(bool arabic, IReadOnlyList<string> words) =>
        arabic
            ? words.Aggregate("", (list, word) => list.Length == 0 ? word : list + " و" + SpaceBeforeLatin(word) + word)
            : Join(words, " and ");

    private static string Join(IReadOnlyList<string> words, string conjunction) =>
        words.Count <= 1 ? string.Concat(words) : string.Join(", ", words.SkipLast(1)) + conjunction + words[^1];

    /// <summary>The Arabic "and" is written together with the next word, but not with one in Latin script.</summary>
    private static string SpaceBeforeLatin(string word) => word.Length > 0 && (word[0] < '\u0080' || word[0] == '\u2066') ? " " : "";
}
