using System.Runtime.CompilerServices;

namespace Leadgate.Domain.Texts;

/// <summary>
/// The edits between a text of 1 to 64 letters and another one, which is appended letter by letter. Each column of the textbook's table is
/// two words: whether a cell is one more, and whether it is one less, than the cell above it.
/// </summary>
/// <param name="length">The length of the text.</param>
internal ref struct EditCount(int length)
{
    private readonly ulong _last = 1UL << (length - 1);
    private ulong _plus = ulong.MaxValue;
    private ulong _minus = 0;

    /// <summary>The edits between the whole text and what was appended.</summary>
    public int Total { get; private set; } = length;

    /// <summary>Inlined, because it is called for each letter of each text of a list.</summary>
    /// <param name="match">A bit for each position of the text that has the appended letter.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Append(ulong match)
    {
        var diagonal = (((match & _plus) + _plus) ^ _plus) | match | _minus;
        var up = _minus | ~(diagonal | _plus);
        var down = _plus & diagonal;
        if ((up & _last) != 0)
            Total++;
        if ((down & _last) != 0)
            Total--;
        up = (up << 1) | 1;
        down <<= 1;
        _plus = down | ~(diagonal | up);
        _minus = up & diagonal;
    }
}
