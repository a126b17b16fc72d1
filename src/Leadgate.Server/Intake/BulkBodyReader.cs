using System.Buffers;
using System.Security.Cryptography;
using Leadgate.Domain.Intake;
using Leadgate.Server.Http;

namespace Leadgate.Server.Intake;

/// <summary>
/// Feeds a body to a <see cref="BulkReader"/> as it arrives. Only what is not yet consumed is held: a lead or two, however large
/// the bulk.
/// </summary>
internal static class BulkBodyReader
{
    /// <summary>
    /// So much is there, or the whole body, before the bulk takes its places: most bulks then go through in one piece, and who sends
    /// slowly takes none.
    /// </summary>
    private const int FirstPiece = 64 * 1024;

    /// <summary>Grows with what arrives, so that whoever opens many connections and sends hardly anything holds little.</summary>
    private const int InitialBuffer = 16 * 1024;

    /// <summary>Reads until the body ends or the bulk is refused.</summary>
    /// <param name="body">The body.</param>
    /// <param name="reader">What reads the bulk.</param>
    /// <param name="fingerprint">Takes in every byte of the body, or null.</param>
    /// <param name="maxBytes">The largest body.</param>
    /// <param name="place">The bulk's places at the gate.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>Why the bulk is refused, or null.</returns>
    public static async Task<Problem?> ReadAsync(
        Stream body,
        BulkReader reader,
        IncrementalHash? fingerprint,
        long maxBytes,
        AdmissionLease place,
        CancellationToken cancellation
    )
    {
        var buffer = ArrayPool<byte>.Shared.Rent(InitialBuffer);
        var used = 0;
        try
        {
            var (filled, total, needed) = (0, 0L, FirstPiece);
            while (true)
            {
                var arrived = await place.ReadAsync(body, buffer.AsMemory(filled), cancellation);
                fingerprint?.AppendData(buffer, filled, arrived);
                filled += arrived;
                used = Math.Max(used, filled);
                total += arrived;
                if (total > maxBytes)
                    return Refuse(BulkRefusal.TooLarge(maxBytes));
                if (place.Hold(total + (reader.Leads * (long)ValidatedBulk.BytesOfLead)) is { } noMemory)
                    return noMemory;

                var isLast = arrived == 0;
                if (filled >= needed || isLast)
                {
                    if (await place.TakeAsync(filled, cancellation) is { } noPlace)
                        return noPlace;
                    var consumed = reader.Read(buffer.AsSpan(0, filled), isLast);
                    if (reader.Refusal is { } refusal)
                        return Refuse(refusal);
                    if (isLast)
                        return null;

                    buffer.AsSpan(consumed, filled - consumed).CopyTo(buffer);
                    filled -= consumed;

                    // An unfinished lead is read again from its beginning, so it is looked at only each time that it has doubled:
                    // otherwise one of 32 MiB would be read thousands of times.
                    needed = Math.Max(1, filled * 2);
                }

                if (filled == buffer.Length)
                    buffer = Grow(buffer);
            }
        }
        finally
        {
            // Bodies are personal data; the next renter has no business with them. Most use little of the buffer.
            buffer.AsSpan(0, used).Clear();
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static Problem Refuse(BulkRefusal refusal) => new(refusal.Type, refusal.Detail, refusal.DetailAr);

    private static byte[] Grow(byte[] buffer)
    {
        var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
        buffer.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        return larger;
    }
}
