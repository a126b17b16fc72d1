using System.Buffers;
using System.Security.Cryptography;
using Leadgate.Domain.Bulks;

namespace Leadgate.Server.Bulks;

/// <summary>
/// Feeds a body to a <see cref="BulkReader"/> as it arrives. Only what is not yet consumed is held: a lead or two, however large
/// the bulk.
/// </summary>
internal static class BulkBody
{
    private const int InitialBuffer = 64 * 1024;

    /// <summary>Reads until the body ends or the bulk is refused.</summary>
    /// <param name="body">The body.</param>
    /// <param name="reader">What reads the bulk.</param>
    /// <param name="fingerprint">Takes in every byte of the body, or null.</param>
    /// <param name="maxBytes">The largest body.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>Why the bulk is refused, or null.</returns>
    public static async Task<BulkRefusal?> ReadAsync(Stream body, BulkReader reader, IncrementalHash? fingerprint, long maxBytes, CancellationToken cancellation)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(InitialBuffer);
        var used = 0;
        try
        {
            var (filled, total, needed) = (0, 0L, 1);
            while (true)
            {
                var arrived = await body.ReadAsync(buffer.AsMemory(filled), cancellation);
                fingerprint?.AppendData(buffer, filled, arrived);
                filled += arrived;
                used = Math.Max(used, filled);
                total += arrived;
                if (total > maxBytes) return BulkRefusal.TooLarge(maxBytes);

                var isLast = arrived == 0;
                if (filled < needed && !isLast && filled < buffer.Length) continue;
                var consumed = reader.Read(buffer.AsSpan(0, filled), isLast);
                if (reader.Refusal is not null || isLast) return reader.Refusal;

                buffer.AsSpan(consumed, filled - consumed).CopyTo(buffer);
                filled -= consumed;

                // An unfinished lead is read again from its beginning, so it is looked at only each time that it has doubled:
                // otherwise one of 32 MiB would be read thousands of times.
                needed = filled * 2;
                if (filled == buffer.Length) buffer = Grow(buffer);
            }
        }
        finally
        {
            // Bodies are personal data; the next renter has no business with them. Most use little of the buffer.
            buffer.AsSpan(0, used).Clear();
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static byte[] Grow(byte[] buffer)
    {
        var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
        buffer.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        return larger;
    }
}
