namespace Leadgate.Domain.Texts;

/// <summary>
/// Finds the candidates nearest to a text that matches none. The edit distance is computed a machine word of bits at a time (Myers 1999,
/// "A fast bit-vector algorithm for approximate string matching", in Hyyrö's form for whole strings). The search in the items of a list
/// does the same for texts that are known in advance.
/// </summary>
internal static class NearestText
{
    /// <summary>The bits of a machine word; of longer texts the beginning is compared.</summary>
    public const int MaxCompared = 64;

    /// <summary>A shorter text that another contains is no sign that they are related.</summary>
    public const int MinPart = 3;

    /// <summary>
    /// Up to <paramref name="count"/> candidates, nearest first; equally near ones keep their order. All texts are folded.
    /// </summary>
    public static IReadOnlyList<T> Find<T>(string text, IEnumerable<T> candidates, Func<T, IReadOnlyList<string>> texts, int count)
    {
        var best = new List<(int Distance, T Candidate)>(count + 1);
        foreach (var candidate in candidates)
        {
            var distance = int.MaxValue;
            foreach (var other in texts(candidate))
                distance = Math.Min(distance, WeightedDistance(text, other));
            if (best.Count == count && distance >= best[^1].Distance)
                continue;

            var index = best.Count;
            while (index > 0 && best[index - 1].Distance > distance)
                index--;
            best.Insert(index, (distance, candidate));
            if (best.Count > count)
                best.RemoveAt(count);
        }

        return best.ConvertAll(b => b.Candidate);
    }

    /// <summary>
    /// The number of insertions, deletions and substitutions between two texts (Levenshtein); of the first, 64 characters are compared.
    /// </summary>
    public static int Distance(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        a = Shorten(a);
        if (a.IsEmpty)
            return b.Length;
        Span<char> letters = stackalloc char[a.Length];
        Span<ulong> positions = stackalloc ulong[a.Length];
        var count = 0;
        for (var i = 0; i < a.Length; i++)
        {
            var letter = letters[..count].IndexOf(a[i]);
            if (letter < 0)
                (letters[count], positions[count], letter) = (a[i], 0, count++);
            positions[letter] |= 1UL << i;
        }

        var edits = new EditCount(a.Length);
        foreach (var c in b)
        {
            var letter = letters[..count].IndexOf(c);
            edits.Append(letter < 0 ? 0 : positions[letter]);
        }

        return edits.Total;
    }

    /// <summary>The part of a text that is compared.</summary>
    public static ReadOnlySpan<char> Shorten(ReadOnlySpan<char> text) => text.Length > MaxCompared ? text[..MaxCompared] : text;

    /// <summary>
    /// Twice the number of edits, or once if one text contains the other, so that "Sales" is the nearest to "Toyota Sales".
    /// </summary>
    public static int WeightedDistance(ReadOnlySpan<char> text, ReadOnlySpan<char> other)
    {
        text = Shorten(text);
        return IsPart(text, other) ? Math.Abs(text.Length - other.Length) : Distance(text, other) * 2;
    }

    /// <summary>Whether one of the texts contains the other.</summary>
    public static bool IsPart(ReadOnlySpan<char> text, ReadOnlySpan<char> other) =>
        text.Length <= other.Length
            ? text.Length >= MinPart && other.IndexOf(text) >= 0
            : other.Length >= MinPart && text.IndexOf(other) >= 0;
}
