using System.Numerics;

namespace Leadgate.Domain.Lists;

/// <summary>
/// Which letters a text has, and which more than once, in two words of bits. An edit changes one letter, so what one text has more than
/// another is a lower bound of the edits between them. Letters may share a bit: that only makes the bound lower.
/// </summary>
internal struct LetterCounts
{
    private ulong _once;
    private ulong _twice;

    public void Add(int letter)
    {
        var bit = 1UL << (letter & 63);
        _twice |= _once & bit;
        _once |= bit;
    }

    /// <summary>At least so many letters are in this text and not in the other one.</summary>
    public readonly int CountMoreThan(in LetterCounts other) =>
        BitOperations.PopCount(_once & ~other._once) + BitOperations.PopCount(_twice & ~other._twice);
}
