using Leadgate.Domain.Intake;
using Leadgate.Formats.Files;

namespace Leadgate.Formats.Ndjson;

/// <summary>Reads the lines of a file.</summary>
internal sealed class NdjsonFileReader(Stream file, FileChoices choices)
    : PieceFileReader(file, choices.Encoding, new LeadDefaults(choices.Constants))
{
    private long _line;

    protected override FilePiece? Find(ReadOnlySpan<byte> bytes, bool isLast, out int consumed)
    {
        consumed = 0;
        while (true)
        {
            var end = bytes[consumed..].IndexOf((byte)'\n');
            if (end < 0 && (!isLast || consumed == bytes.Length))
                return null;
            var line = end < 0 ? bytes[consumed..] : bytes.Slice(consumed, end);
            consumed += end < 0 ? line.Length : end + 1;
            _line++;
            line = NdjsonLine.Trim(line, isFirst: _line == 1);
            if (line.IsEmpty)
                continue;
            var fault = NdjsonLine.FindFault(line);
            return new FilePiece(_line, fault is null ? line.ToArray() : UnreadableText.ToJson(line), line.Length, fault);
        }
    }
}
