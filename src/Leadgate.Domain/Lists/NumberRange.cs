using System.Globalization;

namespace Leadgate.Domain.Lists;

/// <summary>
/// A range of amounts that a text states: "5,000-10,000 SAR", "Above 50000", "10K+", or one amount, "12500". Used to suggest the items of a
/// list of ranges, to which a similar text says little about a similar amount (promise 4.4).
/// </summary>
/// <param name="From">The lower bound; 0 if only an upper bound is stated.</param>
/// <param name="To">The upper bound; <see cref="long.MaxValue"/> if only a lower bound is stated.</param>
internal readonly record struct NumberRange(long From, long To)
{
    private static readonly string[] LowerBoundWords = ["+", "above", "over", "more than", "from", "اكثر", "فوق", "اعلي"];
    private static readonly string[] UpperBoundWords = ["below", "under", "less than", "up to", "اقل", "تحت", "حتي"];

    /// <summary>Reads the first one or two amounts of a folded text.</summary>
    public static NumberRange? TryParse(ReadOnlySpan<char> folded)
    {
        if (!TryReadAmount(ref folded, out var before, out var first, out var isThousands))
            return null;
        if (TryReadAmount(ref folded, out _, out var second, out var areThousands))
        {
            // "10-15K"
            if (areThousands && !isThousands && first < 1_000)
                first *= 1_000;
            return first <= second ? new(first, second) : null;
        }

        if (ContainsAny(before, LowerBoundWords) || ContainsAny(folded, LowerBoundWords))
            return new(first, long.MaxValue);
        return ContainsAny(before, UpperBoundWords) || ContainsAny(folded, UpperBoundWords) ? new(0, first) : new(first, first);
    }

    /// <summary>How far the bounds are from those that were sent; less than zero if both ranges have amounts in common.</summary>
    public double DistanceTo(NumberRange sent)
    {
        var lower = sent.From == 0 && sent.To < long.MaxValue ? 0 : Math.Abs((double)From - sent.From);
        var upper =
            sent.To == long.MaxValue ? 0
            : To == long.MaxValue ? Math.Abs((double)From - sent.To)
            : Math.Abs((double)To - sent.To);
        var overlaps = sent.From == sent.To ? From <= sent.From && sent.To <= To : From < sent.To && sent.From < To;
        return overlaps ? -1 / (1 + lower + upper) : lower + upper;
    }

    private static bool TryReadAmount(
        scoped ref ReadOnlySpan<char> text,
        out ReadOnlySpan<char> before,
        out long amount,
        out bool isThousands
    )
    {
        amount = 0;
        isThousands = false;
        var start = text.IndexOfAnyInRange('0', '9');
        before = start < 0 ? text : text[..start];
        if (start < 0)
            return false;
        var end = start;
        while (end < text.Length && (char.IsAsciiDigit(text[end]) || IsThousandsSeparator(text, end)))
            end++;
        var digits = text[start..end];
        if (end + 1 < text.Length && text[end] == '.' && char.IsAsciiDigit(text[end + 1]))
            end += 1 + CountDigits(text[(end + 1)..]);
        isThousands = end < text.Length && text[end] == 'k' && (end + 1 == text.Length || !char.IsLetter(text[end + 1]));
        text = text[(isThousands ? end + 1 : end)..];
        if (!long.TryParse(digits, NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out amount) || amount > int.MaxValue)
            return false;
        if (isThousands)
            amount *= 1_000;
        return true;
    }

    private static int CountDigits(ReadOnlySpan<char> text)
    {
        var length = text.IndexOfAnyExceptInRange('0', '9');
        return length < 0 ? text.Length : length;
    }

    private static bool IsThousandsSeparator(ReadOnlySpan<char> text, int index) =>
        text[index] == ',' && index + 1 < text.Length && char.IsAsciiDigit(text[index + 1]);

    private static bool ContainsAny(ReadOnlySpan<char> text, string[] words)
    {
        foreach (var word in words)
        {
            if (text.Contains(word, StringComparison.Ordinal))
                return true;
        }

        return false;
    }
}
