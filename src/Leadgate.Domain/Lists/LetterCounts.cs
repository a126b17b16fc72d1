using System.Runtime.Intrinsics;
using Leadgate.Domain.Texts;

namespace Leadgate.Domain.Lists;

/// <summary>
/// How often a text has each letter. An edit changes one letter, so what one text has more than another is a lower bound of the edits
/// between them. Letters may share a count: that only makes the bound lower.
/// </summary>
internal readonly struct LetterCounts
{
    /// <summary>A longer text is not counted, so that the counts of two texts together fit into a byte.</summary>
    private const int MaxLength = byte.MaxValue - NearestText.MaxCompared;

    private readonly Vector512<byte> _counts;

    /// <param name="letters">The numbers of the letters.</param>
    public LetterCounts(ReadOnlySpan<ushort> letters)
    {
        Length = letters.Length;
        if (Length > MaxLength)
            return;
        Span<byte> counts = stackalloc byte[Vector512<byte>.Count];
        counts.Clear();
        foreach (var letter in letters)
            counts[letter % Vector512<byte>.Count]++;
        _counts = Vector512.Create<byte>(counts);
    }

    public int Length { get; }

    /// <summary>At least so many letters are in one text and not in the other, in each direction.</summary>
    public static (int OnlyFirst, int OnlySecond) CountDifferences(in LetterCounts first, in LetterCounts second)
    {
        if (Math.Max(first.Length, second.Length) > MaxLength)
            return (Math.Max(0, first.Length - second.Length), Math.Max(0, second.Length - first.Length));
        var together = Vector512.Sum(Vector512.Max(first._counts, second._counts));
        return (together - second.Length, together - first.Length);
    }
}
