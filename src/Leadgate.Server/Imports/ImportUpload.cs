using System.Buffers;
using System.Security.Cryptography;
using Leadgate.Storage;
using Leadgate.Storage.Imports;

namespace Leadgate.Server.Imports;

/// <summary>Receives the file of an import: into the store piece by piece, and into a temporary file to look at.</summary>
internal static class ImportUpload
{
    /// <param name="id">The import.</param>
    /// <param name="copy">Gets the bytes as well.</param>
    /// <returns>The SHA-256 and the size; null if the file has more bytes than are allowed.</returns>
    public static async Task<(string Sha256, long Bytes)?> ReceiveAsync(
        ILeadStore store,
        long id,
        Stream body,
        Stream copy,
        long maxBytes,
        CancellationToken cancellation
    )
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var piece = ArrayPool<byte>.Shared.Rent(ImportFileStore.MaxPiece);
        try
        {
            var total = 0L;
            for (var n = 0; ; n++)
            {
                var filled = await body.ReadAtLeastAsync(
                    piece.AsMemory(0, ImportFileStore.MaxPiece),
                    ImportFileStore.MaxPiece,
                    throwOnEndOfStream: false,
                    cancellation
                );
                if (filled == 0)
                    return (Convert.ToHexStringLower(hash.GetHashAndReset()), total);
                total += filled;
                if (total > maxBytes)
                    return null;
                hash.AppendData(piece, 0, filled);
                await copy.WriteAsync(piece.AsMemory(0, filled), cancellation);
                await store.ImportFiles.WriteAsync(id, n, piece.AsMemory(0, filled), cancellation);
            }
        }
        finally
        {
            // What is received is personal data, which the next user of the buffer must not see.
            ArrayPool<byte>.Shared.Return(piece, clearArray: true);
        }
    }

    /// <summary>Copies the file of an import from the store.</summary>
    public static async Task<FileStream> CopyAsync(ILeadStore store, long id, CancellationToken cancellation)
    {
        var copy = TemporaryFile.Create();
        try
        {
            for (var n = 0; await store.ImportFiles.ReadAsync(id, n, cancellation) is { } piece; n++)
                await copy.WriteAsync(piece, cancellation);
            await copy.FlushAsync(cancellation);
            copy.Position = 0;
            return copy;
        }
        catch
        {
            await copy.DisposeAsync();
            throw;
        }
    }
}
