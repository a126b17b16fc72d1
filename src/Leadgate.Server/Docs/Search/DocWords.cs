using System.Text.RegularExpressions;
using Leadgate.Domain.Texts;

namespace Leadgate.Server.Docs.Search;

/// <summary>
/// Splits texts into words that are compared as the values of reference lists are: without diacritics, with one form of each Arabic letter.
/// Of words in prose, the Arabic article and the plural of English are left out too. A code such as <c>not-in-list</c> or
/// <c>LEADGATE_MAX_LEADS</c> is a word as a whole, and so is each of its parts.
/// </summary>
internal static partial class DocWords
{
    private static readonly string[] Articles = ["وال", "بال", "فال", "كال", "لل", "ال"];

    /// <summary>The words, each code before its parts.</summary>
    public static IEnumerable<DocWord> Split(string text)
    {
        foreach (Match match in Compound().Matches(text))
        {
            var parts = Part().Matches(match.Value);
            if (parts.Count > 1)
                yield return new DocWord(CreateCodeKey(match.Value), match.Index, match.Length);
            foreach (Match part in parts)
                yield return new DocWord(CreateKey(part.Value), match.Index + part.Index, part.Length);
        }
    }

    /// <summary>The form in which a code is compared, however its parts are separated.</summary>
    public static string CreateCodeKey(string code) => string.Join(' ', Part().Matches(code).Select(part => TextFolding.Fold(part.Value)));

    private static string CreateKey(string word)
    {
        var folded = TextFolding.Fold(word);
        foreach (var article in Articles)
        {
            if (folded.Length > article.Length + 1 && folded.StartsWith(article, StringComparison.Ordinal))
                return folded[article.Length..];
        }

        return folded is [.., not 's', 's'] && folded.Length > 3 ? folded[..^1] : folded;
    }

    /// <summary>Letters, digits, and what joins them within a code.</summary>
    [GeneratedRegex(@"[\p{L}\p{N}_][\p{L}\p{M}\p{N}\p{Cf}_]*(?:[-.:/][\p{L}\p{N}_][\p{L}\p{M}\p{N}\p{Cf}_]*)*")]
    private static partial Regex Compound();

    /// <summary>A part of a code: a new one begins with each capital letter after a small one.</summary>
    [GeneratedRegex(@"\p{Lu}?[\p{Ll}\p{Lo}\p{Lm}\p{M}\p{Cf}]+|\p{Lu}+(?!\p{Ll})|\p{N}+|\p{Lu}")]
    private static partial Regex Part();
}
