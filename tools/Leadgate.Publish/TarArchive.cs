using System.Formats.Tar;
using System.IO.Compression;

namespace Leadgate.Publish;

/// <summary>
/// Tar archives whose bytes follow from their content alone: sorted, with one time and with owners by number. The format is ustar, because
/// the writer puts the number of its process into every entry of the newer pax format.
/// </summary>
internal static class TarArchive
{
    public static async Task WriteCompressedAsync(
        Stream to,
        IEnumerable<PackedFile> files,
        DateTimeOffset time,
        CancellationToken cancellation
    )
    {
        // The framework writes neither a name nor a time into the header.
        await using var compressed = new GZipStream(to, CompressionLevel.SmallestSize, leaveOpen: true);
        await WriteAsync(compressed, files, time, cancellation);
    }

    public static async Task WriteAsync(Stream to, IEnumerable<PackedFile> files, DateTimeOffset time, CancellationToken cancellation)
    {
        await using var writer = new TarWriter(to, TarEntryFormat.Ustar, leaveOpen: true);
        foreach (var file in files.OrderBy(file => file.Path, StringComparer.Ordinal))
        {
            await using var content = file.Open?.Invoke();
            await writer.WriteEntryAsync(CreateEntry(file, content, time), cancellation);
        }
    }

    private static UstarTarEntry CreateEntry(PackedFile file, Stream? content, DateTimeOffset time)
    {
        var type =
            file.Link is not null ? TarEntryType.SymbolicLink
            : file.IsFolder ? TarEntryType.Directory
            : TarEntryType.RegularFile;
        var entry = new UstarTarEntry(type, file.IsFolder ? file.Path.TrimEnd('/') + "/" : file.Path)
        {
            Mode = file.Mode,
            Uid = file.Owner,
            Gid = file.Owner,
            ModificationTime = time,
        };
        if (file.Link is { } link)
            entry.LinkName = link;
        if (content is not null)
            entry.DataStream = content;
        return entry;
    }
}
