using Leadgate.Formats.Files;

namespace Leadgate.Formats.Xlsx;

/// <summary>How many bytes of a workbook have been inflated, whatever part they belong to.</summary>
internal sealed class InflateBudget
{
    private long _total;

    /// <exception cref="FileRefusedException">The workbook has inflated to too many bytes.</exception>
    public void Spend(int bytes)
    {
        _total += bytes;
        if (_total > XlsxLimits.MaxTotalBytes)
            throw new FileRefusedException(XlsxRefusals.TooLarge);
    }
}
