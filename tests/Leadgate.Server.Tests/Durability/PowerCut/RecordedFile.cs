using System.Runtime.InteropServices;

namespace Leadgate.Server.Tests.Durability.PowerCut;

/// <summary>A file on a <see cref="RecordedDisk"/>: what is on the disk for certain, and what was written since and not synced.</summary>
internal sealed class RecordedFile
{
    /// <summary>A disk writes sectors whole or not at all.</summary>
    private const int Sector = 512;

    private readonly List<byte> _synced = [];
    private readonly List<DiskRecord> _unsynced = [];

    public void Write(DiskRecord record) => _unsynced.Add(record);

    public void Sync()
    {
        foreach (var record in _unsynced)
            Apply(record, _synced, null);
        _unsynced.Clear();
    }

    /// <summary>The contents after a power failure.</summary>
    /// <param name="survivors">Chooses the unsynced sectors that reached the disk; null when none of them did.</param>
    public byte[] ReadAfterCut(Random? survivors)
    {
        List<byte> contents = [.. _synced];
        if (survivors is not null)
        {
            foreach (var record in _unsynced)
                Apply(record, contents, survivors);
        }

        return contents.ToArray();
    }

    private static void Apply(DiskRecord record, List<byte> contents, Random? survivors)
    {
        if (record.Operation == 't')
        {
            if (survivors?.Next(2) != 0)
                SetLength(contents, (int)record.Number);
            return;
        }

        for (var from = 0; from < record.Data.Length; )
        {
            var offset = (int)record.Number + from;
            var length = Math.Min(Sector - (offset % Sector), record.Data.Length - from);
            if (survivors?.Next(2) != 0)
            {
                SetLength(contents, Math.Max(contents.Count, offset + length));
                record.Data.Span.Slice(from, length).CopyTo(CollectionsMarshal.AsSpan(contents)[offset..]);
            }

            from += length;
        }
    }

    /// <summary>Cuts a file off, or extends it with zeros.</summary>
    private static void SetLength(List<byte> contents, int length)
    {
        var before = contents.Count;
        CollectionsMarshal.SetCount(contents, length);
        if (length > before)
            CollectionsMarshal.AsSpan(contents)[before..].Clear();
    }
}
