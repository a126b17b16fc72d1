using Leadgate.Domain.Intake;

namespace Leadgate.Formats.Ndjson;

/// <summary>
/// Reads a bulk line by line. What is wrong with a line, even that it is not JSON, is an error of its lead: the next line is a new
/// beginning.
/// </summary>
internal sealed class NdjsonBulkReader(BulkLeads leads) : IBulkReader
{
    private int _line;

    public BulkRefusal? Refusal { get; private set; }

    public ValidatedBulk? Bulk { get; private set; }

    public int LeadCount => leads.Count;

    public long MemoryOfLeads => leads.MemoryUsed;

    public int Read(ReadOnlySpan<byte> bytes, bool isLast)
    {
        var consumed = 0;
        while (Refusal is null && bytes[consumed..].IndexOf((byte)'\n') is >= 0 and var end)
        {
            AddLine(bytes.Slice(consumed, end));
            consumed += end + 1;
        }

        if (!isLast || Refusal is not null)
            return consumed;
        if (consumed < bytes.Length)
            AddLine(bytes[consumed..]);
        if (Refusal is null && leads.Count == 0)
            Refusal = BulkRefusal.NoLeads;
        if (Refusal is null)
            Bulk = leads.ToBulk();
        return bytes.Length;
    }

    public void Discard() => leads.Discard();

    private void AddLine(ReadOnlySpan<byte> line)
    {
        _line++;
        line = NdjsonLine.Trim(line, isFirst: _line == 1);
        if (line.IsEmpty)
            return;
        var fault = NdjsonLine.FindFault(line);
        Refusal = fault is null ? leads.TryAdd(line, [], _line) : leads.TryAddUnreadable(UnreadableText.ToJson(line), fault, _line);
    }
}
