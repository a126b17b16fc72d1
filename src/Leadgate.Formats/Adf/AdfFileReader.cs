using Leadgate.Domain.Intake;
using Leadgate.Formats.Files;

namespace Leadgate.Formats.Adf;

/// <summary>Reads the prospects of a file.</summary>
internal sealed class AdfFileReader(Stream file, FileChoices choices)
    : PieceFileReader(file, choices.Encoding, AdfDefaults.Below(new LeadDefaults(choices.Constants)))
{
    private string? _declared;
    private long _index;

    protected override (long Line, ReadOnlyMemory<byte> Json)? Find(ReadOnlySpan<byte> bytes, bool isLast, out int consumed)
    {
        _declared ??= AdfEncoding.FindDeclared(bytes);
        if (!AdfSplitter.TryRead(bytes, isLast, out var part, out consumed))
            return null;
        return (++_index, AdfPart.ToJson(AdfEncoding.Decode(bytes[part], _declared)));
    }
}
