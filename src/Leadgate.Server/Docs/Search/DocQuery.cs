using Leadgate.Contract;
using Leadgate.Domain.Texts;

namespace Leadgate.Server.Docs.Search;

/// <summary>What is searched for.</summary>
/// <param name="Text">As it was typed.</param>
/// <param name="Words">The words that are looked up. A code is one of them, and its parts are not.</param>
/// <param name="Code">All of it as one code.</param>
internal sealed record DocQuery(string Text, IReadOnlyList<string> Words, string Code)
{
    /// <summary>More is cut off.</summary>
    private const int MaxLength = 200;

    private const int MaxWords = 8;

    public static DocQuery Parse(string text)
    {
        var shown = PlainText.Show(text.Trim(), MaxLength);
        var searched = WithoutPath(shown);
        var words = new List<string>();
        var end = 0;
        foreach (var word in DocWords.Split(searched))
        {
            // The parts of a code follow it.
            if (word.Start < end)
                continue;
            end = word.Start + word.Length;
            if (word.Key.Length > 0 && !words.Contains(word.Key) && words.Count < MaxWords)
                words.Add(word.Key);
        }

        return new DocQuery(shown, words, DocWords.CreateCodeKey(searched));
    }

    /// <summary>Of the type of a problem, which is the path of its page, the code is searched for.</summary>
    private static string WithoutPath(string text) =>
        text.LastIndexOf(Routes.Errors + "/", StringComparison.OrdinalIgnoreCase) is >= 0 and var path
            ? text[(path + Routes.Errors.Length + 1)..]
            : text;
}
