using System.IO.Compression;
using System.Security.Cryptography;

namespace Leadgate.Publish;

/// <summary>A layer of an image: a compressed archive of files, and the checksums by which an image names it.</summary>
/// <param name="File">The compressed archive.</param>
/// <param name="Digest">The checksum of the compressed archive.</param>
/// <param name="Content">The checksum of the archive itself.</param>
internal sealed record ImageLayer(string File, string Digest, string Content)
{
    public static async Task<ImageLayer> CreateAsync(
        string file,
        IEnumerable<PackedFile> files,
        DateTimeOffset time,
        CancellationToken cancellation
    )
    {
        await using (var target = System.IO.File.Create(file))
            await TarArchive.WriteCompressedAsync(target, files, time, cancellation);
        await using var written = System.IO.File.OpenRead(file);
        var digest = await HashAsync(written, cancellation);
        written.Position = 0;
        await using var content = new GZipStream(written, CompressionMode.Decompress);
        return new ImageLayer(file, digest, await HashAsync(content, cancellation));
    }

    private static async Task<string> HashAsync(Stream stream, CancellationToken cancellation) =>
        "sha256:" + Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellation));
}
