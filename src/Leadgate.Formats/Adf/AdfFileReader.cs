using Leadgate.Domain.Intake;
using Leadgate.Domain.Lists;
using Leadgate.Formats.Files;

namespace Leadgate.Formats.Adf;

/// <summary>Reads the prospects of a file.</summary>
internal sealed class AdfFileReader(Stream file, FileChoices choices, ListCatalog catalog)
    : PieceFileReader(file, choices.Encoding, AdfDefaults.Below(new LeadDefaults(choices.Constants)))
{
    private readonly AdfMapping _mapping = new(catalog);
    private string? _declared;
    private long _index;

    protected override FilePiece? Find(ReadOnlySpan<byte> bytes, bool isLast, out int consumed)
    {
        _declared ??= AdfEncoding.FindDeclared(bytes);
        if (!AdfSplitter.TryRead(bytes, isLast, out var part, out consumed))
            return null;
        return AdfPart.Read(++_index, AdfEncoding.Decode(bytes[part], _declared), _mapping);
    }
}
