using System.Text;

namespace Leadgate.Server.Tests.Durability.PowerCut;

/// <summary>One operation of the program on a file, as <c>powercut.c</c> records it.</summary>
/// <param name="Operation">o: open, w: write, t: truncate, s: sync, r: rename, l: link, u: unlink.</param>
/// <param name="File">The descriptor.</param>
/// <param name="Number">
/// The offset of a write, the new length of a truncation, 1 for an open that truncates, or the length of the first path of a rename or
/// link.
/// </param>
/// <param name="Data">What is written, or paths.</param>
/// <param name="End">Where the record ends in the log.</param>
internal sealed record DiskRecord(char Operation, int File, long Number, ReadOnlyMemory<byte> Data, long End)
{
    public string Text => Encoding.UTF8.GetString(Data.Span);

    /// <summary>Reads a log. A last record that was cut off by the end of the process is left out.</summary>
    public static IEnumerable<DiskRecord> ReadAll(string log)
    {
        const int head = sizeof(byte) + sizeof(int) + sizeof(long) + sizeof(int);
        using var reader = new BinaryReader(System.IO.File.OpenRead(log));
        var (position, length) = (0L, reader.BaseStream.Length);
        while (position + head <= length)
        {
            var (operation, file, number, size) = ((char)reader.ReadByte(), reader.ReadInt32(), reader.ReadInt64(), reader.ReadInt32());
            position += head + size;
            if (position > length)
                yield break;
            yield return new DiskRecord(operation, file, number, reader.ReadBytes(size), position);
        }
    }
}
