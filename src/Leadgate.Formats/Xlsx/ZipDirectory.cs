using System.Buffers.Binary;

namespace Leadgate.Formats.Xlsx;

/// <summary>Looks at the end of an archive before a library reads its directory, of which it would keep every entry in memory.</summary>
internal static class ZipDirectory
{
    private const int EndLength = 22;
    private const int MaxComment = 65_535;
    private const int LocatorLength = 20;
    private const int LargeEndLength = 56;

    /// <summary>Whether there is a directory, and it is of a reasonable size.</summary>
    public static bool IsReasonable(Stream file)
    {
        var length = (int)Math.Min(file.Length, EndLength + MaxComment);
        var tail = new byte[length];
        file.Position = file.Length - length;
        file.ReadExactly(tail);
        var end = tail.AsSpan().LastIndexOf("PK\u0005\u0006"u8);
        if (end < 0 || tail.Length - end < EndLength)
            return false;
        long entries = BinaryPrimitives.ReadUInt16LittleEndian(tail.AsSpan(end + 10));
        long start = BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(end + 16));
        if (start == uint.MaxValue || entries == ushort.MaxValue)
            (entries, start) = ReadLarge(file, file.Length - length + end);
        return entries is > 0 and <= XlsxLimits.MaxEntries
            && start >= 0
            && file.Length - start <= XlsxLimits.MaxDirectoryBytes + MaxComment;
    }

    /// <summary>Archives of more than 4 GiB have a second end, and some programs write it always.</summary>
    private static (long Entries, long Start) ReadLarge(Stream file, long end)
    {
        var locator = new byte[LocatorLength];
        if (end < LocatorLength)
            return default;
        file.Position = end - LocatorLength;
        file.ReadExactly(locator);
        var at = BinaryPrimitives.ReadInt64LittleEndian(locator.AsSpan(8));
        if (!locator.AsSpan().StartsWith("PK\u0006\u0007"u8) || at < 0 || at > file.Length - LargeEndLength)
            return default;
        var large = new byte[LargeEndLength];
        file.Position = at;
        file.ReadExactly(large);
        return (BinaryPrimitives.ReadInt64LittleEndian(large.AsSpan(32)), BinaryPrimitives.ReadInt64LittleEndian(large.AsSpan(48)));
    }
}
