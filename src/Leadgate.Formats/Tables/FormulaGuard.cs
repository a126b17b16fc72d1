namespace Leadgate.Formats.Tables;

/// <summary>
/// Keeps a spreadsheet from taking a text for a formula: an apostrophe is put before what would begin one. Reading takes off exactly the
/// apostrophe that writing put on, whatever the text is.
/// </summary>
internal static class FormulaGuard
{
    private const char Apostrophe = '\'';

    /// <summary>Whether a text needs an apostrophe in a file of separated values.</summary>
    /// <remarks>A text that has apostrophes before such a character would lose the first when it is read, so it gets one more.</remarks>
    public static bool IsNeeded(ReadOnlySpan<char> text) => BeginsFormula(text.TrimStart(Apostrophe));

    /// <summary>Whether a text cell of a workbook needs one: it is no formula there, but would lose an apostrophe of its own.</summary>
    public static bool IsNeededInWorkbook(ReadOnlySpan<char> text) => text.StartsWith(Apostrophe) && IsNeeded(text);

    /// <summary>The text of a cell without the apostrophe that was put before it.</summary>
    public static ReadOnlySpan<byte> Remove(ReadOnlySpan<byte> cell) =>
        !cell.IsEmpty && cell[0] == Apostrophe && BeginsFormula(cell.TrimStart((byte)Apostrophe)) ? cell[1..] : cell;

    private static bool BeginsFormula(ReadOnlySpan<char> text) =>
        !text.IsEmpty && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' or '\uFF1D' or '\uFF0B' or '\uFF0D' or '\uFF20';

    /// <summary>The fullwidth forms are EF BC and one more byte.</summary>
    private static bool BeginsFormula(ReadOnlySpan<byte> text) =>
        !text.IsEmpty
        && (
            text[0] is (byte)'=' or (byte)'+' or (byte)'-' or (byte)'@' or (byte)'\t' or (byte)'\r'
            || (text.Length >= 3 && text[0] == 0xEF && text[1] == 0xBC && text[2] is 0x9D or 0x8B or 0x8D or 0xA0)
        );
}
