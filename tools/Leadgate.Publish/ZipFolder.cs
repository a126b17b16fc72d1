using System.IO.Compression;

namespace Leadgate.Publish;

/// <summary>Zip archives whose bytes follow from their content alone.</summary>
internal static class ZipFolder
{
    /// <summary>A regular file that everybody can read, as Unix writes it into the upper half.</summary>
    private const int Attributes = 0b1000_000_110_100_100 << 16;

    public static async Task WriteAsync(Stream to, IEnumerable<PackedFile> files, DateTimeOffset time, CancellationToken cancellation)
    {
        await using var archive = await ZipArchive.CreateAsync(to, ZipArchiveMode.Create, leaveOpen: true, null, cancellation);
        foreach (var file in files.OrderBy(file => file.Path, StringComparer.Ordinal))
        {
            var entry = archive.CreateEntry(file.Path, CompressionLevel.SmallestSize);
            entry.LastWriteTime = time.ToUniversalTime();
            entry.ExternalAttributes = Attributes;
            await using var target = await entry.OpenAsync(cancellation);
            await using var content = file.Open!();
            await content.CopyToAsync(target, cancellation);
        }
    }
}
