namespace Leadgate.Formats.Xlsx;

/// <summary>
/// What a workbook may hold. Sheets are read as they are inflated and take no memory, so they may be large; what is kept in memory may not.
/// The sizes that the archive declares are not believed: bytes are counted as they are read.
/// </summary>
internal static class XlsxLimits
{
    public const int MaxEntries = 1000;

    /// <summary>A directory of so many bytes holds far more than <see cref="MaxEntries"/>.</summary>
    public const long MaxDirectoryBytes = 4 << 20;

    public const long MaxSheetBytes = 2L << 30;

    public const long MaxTotalBytes = 4L << 30;

    /// <summary>Of a part that describes the workbook.</summary>
    public const long MaxPartBytes = 16 << 20;

    /// <summary>Of the part with the shared texts.</summary>
    public const long MaxSharedTextPartBytes = 256 << 20;

    /// <summary>Of the shared texts in memory.</summary>
    public const long MaxSharedTextBytes = 128 << 20;

    public const int MaxSharedTexts = 4_000_000;

    /// <summary>The longest text that Excel has in a cell.</summary>
    public const int MaxCellLength = 32_767;

    public const int MaxRows = 1_048_576;

    public const int MaxSheets = 1000;

    public const int MaxStyles = 100_000;

    public const int MaxDepth = 32;

    /// <summary>An XML reader keeps a tag with its attributes in memory.</summary>
    public const long MaxTokenBytes = 4 << 20;

    /// <summary>An XML reader keeps each different name in memory.</summary>
    public const int MaxNames = 10_000;
}
