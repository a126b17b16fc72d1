using Leadgate.Domain.Texts;
using Leadgate.Formats.Files;

namespace Leadgate.Formats.Tables;

/// <summary>Reads the leads of a table.</summary>
/// <param name="table">The table from its beginning.</param>
/// <param name="headerRow">The number of the header row; leads come after it.</param>
/// <param name="writer">Writes the rows.</param>
internal sealed class TableLeadReader(ITableReader table, long headerRow, LeadRowWriter writer) : ILeadFileReader
{
    public FileLead Current { get; private set; }

    public FileRefusal? Refusal => table.Refusal;

    public BilingualText? Note => table.DescribeEnd(headerRow);

    public long Position => table.Position;

    public bool Read(CancellationToken cancellation)
    {
        if (!ReadRow(cancellation))
            return false;
        writer.Write(table.Row);
        Current = new FileLead(table.Row.Line, writer.Json, writer.Faults, writer.RowKey);
        return true;
    }

    public long Skip(long count, CancellationToken cancellation)
    {
        var skipped = 0L;
        while (skipped < count && ReadRow(cancellation))
            skipped++;
        return skipped;
    }

    public void Dispose()
    {
        table.Dispose();
        writer.Dispose();
    }

    private bool ReadRow(CancellationToken cancellation)
    {
        while (table.Read(cancellation))
        {
            if (table.Row.Number > headerRow && !table.Row.IsBlank)
                return true;
        }

        return false;
    }
}
