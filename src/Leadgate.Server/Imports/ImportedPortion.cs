using Leadgate.Domain.Leads;

namespace Leadgate.Server.Imports;

/// <summary>
/// Consecutive rows that were read and validated, and are to be stored together. Where a portion ends depends on the file alone, so that
/// every node makes the same ones.
/// </summary>
/// <param name="firstRow">The first row, from 0.</param>
internal sealed class ImportedPortion(long firstRow)
{
    private const int MaxRows = 1000;

    /// <summary>Rows can be large; they are all in memory.</summary>
    private const long MaxBytes = 8 * 1024 * 1024;

    public long FirstRow => firstRow;

    /// <summary>The rows so far.</summary>
    public int Rows { get; private set; }

    /// <summary>The size of the rows as JSON.</summary>
    public long Bytes { get; private set; }

    public LeadMemory Memory { get; } = new();

    /// <summary>The rows that become leads.</summary>
    public List<Lead> Leads { get; } = [];

    /// <summary>The rows that correct leads.</summary>
    public List<CorrectingRow> Corrections { get; } = [];

    public bool IsFull => Rows == MaxRows || Bytes >= MaxBytes;

    public void Count(int bytes) => (Rows, Bytes) = (Rows + 1, Bytes + bytes);
}
