namespace Leadgate.Domain.Lists;

/// <summary>
/// The second form of a folded text, compared only if the folded form matches no item (promise 4.8): without apostrophes, without the
/// Arabic article of each word, without a space or hyphen between a letter and a digit and, in a list of places, without generic words
/// such as "city" before and after the name.
/// </summary>
internal static class RelaxedText
{
    private const string Article = "ال";
    private const char Apostrophe = '\'';

    /// <summary>Folded. The Arabic ones precede the name, with or without the article, and follow it only without the article.</summary>
    private static readonly string[] GenericWords =
    [
        "محافظه",
        "مدينه",
        "منطقه",
        "مركز",
        "فرع",
        "معرض",
        "city",
        "governorate",
        "province",
        "region",
        "branch",
        "showroom",
    ];

    /// <summary>Relaxes a folded text into a buffer that is at least as long as the text.</summary>
    /// <returns>The part of the buffer that contains the relaxed text.</returns>
    public static ReadOnlySpan<char> Relax(ReadOnlySpan<char> folded, Span<char> buffer) =>
        RelaxWords(buffer[..RemoveApostrophes(folded, buffer)], buffer);

    /// <summary>Likewise, and removes the generic words before and after the name of a place.</summary>
    public static ReadOnlySpan<char> RelaxPlace(ReadOnlySpan<char> folded, Span<char> buffer) =>
        RelaxWords(TrimGenericWords(buffer[..RemoveApostrophes(folded, buffer)].Trim(' ')), buffer);

    private static ReadOnlySpan<char> RelaxWords(Span<char> text, Span<char> buffer)
    {
        // The output is never ahead of the input, so both can share the buffer.
        var written = 0;
        foreach (var range in ((ReadOnlySpan<char>)text).Split(' '))
        {
            var word = RemoveArticle(text[range]);
            if (word.IsEmpty)
                continue;
            if (written > 0 && !JoinsLetterAndDigit(buffer[written - 1], word[0]))
                buffer[written++] = ' ';
            written += Write(word, buffer[written..]);
        }

        return buffer[..written];
    }

    private static int RemoveApostrophes(ReadOnlySpan<char> text, Span<char> destination)
    {
        var written = 0;
        foreach (var c in text)
        {
            if (c is not (Apostrophe or '`' or '\u02BE' or '\u2032'))
                destination[written++] = c;
        }

        return written;
    }

    /// <summary>Never the last word, since a name can be such a word: "المدينة".</summary>
    private static Span<char> TrimGenericWords(Span<char> text)
    {
        while (true)
        {
            var first = text.IndexOf(' ');
            if (first < 0)
                return text;
            var last = text.LastIndexOf(' ');
            if (IsGeneric(RemoveArticle(text[..first])))
                text = TrimSeparators(text[first..], afterGeneric: true);
            else if (IsGeneric(text[(last + 1)..]))
                text = TrimSeparators(text[..last], afterGeneric: false);
            else
                return text;
        }
    }

    /// <summary>"Branch - Dammam" and "City of Taif".</summary>
    private static Span<char> TrimSeparators(Span<char> text, bool afterGeneric)
    {
        text = text.Trim(" -");
        return afterGeneric && text.StartsWith("of ") ? text[3..] : text;
    }

    private static bool IsGeneric(ReadOnlySpan<char> word)
    {
        foreach (var generic in GenericWords)
        {
            if (word.SequenceEqual(generic))
                return true;
        }

        return false;
    }

    private static Span<char> RemoveArticle(Span<char> word) =>
        word.Length > Article.Length + 1 && word.StartsWith(Article) ? word[Article.Length..] : word;

    private static int Write(ReadOnlySpan<char> word, Span<char> destination)
    {
        var written = 0;
        for (var i = 0; i < word.Length; i++)
        {
            var isJoined = word[i] == '-' && i > 0 && i + 1 < word.Length && JoinsLetterAndDigit(word[i - 1], word[i + 1]);
            if (!isJoined)
                destination[written++] = word[i];
        }

        return written;
    }

    private static bool JoinsLetterAndDigit(char before, char after) =>
        (char.IsLetter(before) && char.IsAsciiDigit(after)) || (char.IsAsciiDigit(before) && char.IsLetter(after));
}
