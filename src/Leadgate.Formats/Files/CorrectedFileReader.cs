using Leadgate.Domain.Revisions;
using Leadgate.Domain.Texts;

namespace Leadgate.Formats.Files;

/// <summary>Reads leads of a file as a person has corrected them before they are stored: wrong values first, then single cells.</summary>
internal sealed class CorrectedFileReader(ILeadFileReader file, ValueRules rules, ILookup<long, CellEdit>? edits) : ILeadFileReader
{
    private long _row;

    public FileLead Current { get; private set; }

    public FileRefusal? Refusal => file.Refusal;

    public BilingualText? Note => file.Note;

    public long Position => file.Position;

    public bool Read(CancellationToken cancellation)
    {
        if (!file.Read(cancellation))
            return false;
        Current = Correct(file.Current, _row++);
        return true;
    }

    public long Skip(long count, CancellationToken cancellation)
    {
        var skipped = file.Skip(count, cancellation);
        _row += skipped;
        return skipped;
    }

    public void Dispose() => file.Dispose();

    private FileLead Correct(in FileLead lead, long row)
    {
        if (lead.Unreadable is not null)
            return lead;
        var corrected = lead with { Json = rules.Apply(lead.Json) };
        return edits is null || !edits.Contains(row) ? corrected : corrected.Correct([.. edits[row]]);
    }
}
