using System.Text;
using Leadgate.Domain.Texts;

namespace Leadgate.Formats.Tables;

/// <summary>Texts of cells in UTF-8.</summary>
internal static class CellText
{
    /// <summary>Whether a cell has no visible character.</summary>
    public static bool IsBlank(ReadOnlySpan<byte> text)
    {
        while (!text.IsEmpty)
        {
            // The first byte decides for nearly all cells.
            if (text[0] is > (byte)' ' and < 0x7F)
                return false;
            if (Rune.DecodeFromUtf8(text, out var rune, out var length) != System.Buffers.OperationStatus.Done)
                return false;
            if (!Rune.IsWhiteSpace(rune) && !InvisibleText.IsInvisible(rune))
                return false;
            text = text[length..];
        }

        return true;
    }
}
