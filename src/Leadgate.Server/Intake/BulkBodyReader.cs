using System.Buffers;
using System.Security.Cryptography;
using Leadgate.Domain.Intake;
using Leadgate.Server.Http;

namespace Leadgate.Server.Intake;

/// <summary>
/// Feeds a body to the reader of its format as it arrives. Only bytes that are not yet consumed are buffered: a lead or two, however large
/// the bulk.
/// </summary>
internal static class BulkBodyReader
{
    /// <summary>
    /// A bulk acquires permits when this much or all of its body has arrived: most bulks are then processed in one piece, and slow senders
    /// hold no permits.
    /// </summary>
    private const int FirstPiece = AdmissionLease.SmallBody;

    /// <summary>
    /// So much is read at once, and less where it takes longer than a turn: leads with many wrong values, or thousands of empty ones, take
    /// a hundred times as long as others. It begins with little, because nothing is known yet of the leads.
    /// </summary>
    private const int MaxSlice = 64 * 1024;
    private const int FirstSlice = 2 * 1024;
    private const int MinSlice = 256;

    /// <summary>The buffer grows with what arrives, so that connections that send little use little memory.</summary>
    private const int InitialBuffer = 16 * 1024;

    /// <summary>Reads until the body ends or the bulk is refused.</summary>
    /// <param name="reader">The reader of its format.</param>
    /// <param name="fingerprint">Hashes the body, or null.</param>
    /// <param name="lease">The permits and the memory of the bulk.</param>
    /// <param name="pool">Where buffers come from; the shared pool if null.</param>
    /// <returns>Why the bulk is refused, or null.</returns>
    public static async Task<Problem?> ReadAsync(
        Stream body,
        IBulkReader reader,
        IncrementalHash? fingerprint,
        long maxBytes,
        AdmissionLease lease,
        CancellationToken cancellation,
        ArrayPool<byte>? pool = null
    )
    {
        pool ??= ArrayPool<byte>.Shared;
        var buffer = pool.Rent(InitialBuffer);
        var used = 0;
        var slices = new Slices(reader, lease);
        try
        {
            var (filled, total, needed) = (0, 0L, FirstPiece);
            while (true)
            {
                var arrived = await lease.ReadAsync(body, buffer.AsMemory(filled), cancellation);
                fingerprint?.AppendData(buffer, filled, arrived);
                filled += arrived;
                used = Math.Max(used, filled);
                lease.BodyBytes = total += arrived;
                if (total > maxBytes)
                    return Refuse(BulkRefusal.TooLarge(maxBytes));
                if (lease.ReserveMemory(total + reader.MemoryOfLeads) is { } noMemory)
                    return noMemory;

                var isLast = arrived == 0;
                if (filled >= needed || isLast)
                {
                    if (await lease.AcquirePermitsAsync(filled, isLast, cancellation) is { } noPermits)
                        return noPermits;
                    await lease.BeginTurnAsync(cancellation);
                    var consumed = await slices.ReadAsync(buffer.AsMemory(0, filled), isLast, cancellation);
                    lease.EndTurn();
                    if (reader.Refusal is { } refusal)
                        return Refuse(refusal);
                    if (isLast)
                        return lease.ReserveMemory(total + reader.MemoryOfLeads);

                    buffer.AsSpan(consumed, filled - consumed).CopyTo(buffer);
                    filled -= consumed;

                    // An incomplete lead is read again from its beginning, but only when it has doubled in size: otherwise a lead of
                    // 32 MiB would be read thousands of times.
                    needed = Math.Max(1, filled * 2);
                }

                if (filled == buffer.Length)
                    buffer = Grow(buffer, pool);
            }
        }
        finally
        {
            // Bodies are personal data, which the next user of the buffer must not see. Most use little of the buffer.
            buffer.AsSpan(0, used).Clear();
            pool.Return(buffer);
        }
    }

    private static Problem Refuse(BulkRefusal refusal) => new(refusal.Type, refusal.Detail, refusal.DetailAr);

    private static byte[] Grow(byte[] buffer, ArrayPool<byte> pool)
    {
        var larger = pool.Rent(buffer.Length * 2);
        buffer.CopyTo(larger, 0);
        pool.Return(buffer, clearArray: true);
        return larger;
    }

    /// <summary>Reads what has arrived in slices, between which others get their turn.</summary>
    private sealed class Slices(IBulkReader reader, AdmissionLease lease)
    {
        private int _slice = FirstSlice;

        /// <returns>The number of bytes consumed.</returns>
        public async ValueTask<int> ReadAsync(ReadOnlyMemory<byte> bytes, bool isLast, CancellationToken cancellation)
        {
            var (consumed, length) = (0, 0);
            while (true)
            {
                length = Math.Min(Math.Max(_slice, length), bytes.Length - consumed);
                var reachesEnd = consumed + length == bytes.Length;
                var before = lease.UsedOfTurn;
                var read = reader.Read(bytes.Span.Slice(consumed, length), isLast && reachesEnd);
                consumed += read;
                if (reader.Refusal is not null || (reachesEnd && isLast))
                    return consumed;
                var took = lease.UsedOfTurn - before;
                _slice =
                    took > AdmissionControl.TurnLength / 2 ? Math.Max(MinSlice, _slice / 2)
                    : took < AdmissionControl.TurnLength / 8 ? Math.Min(MaxSlice, _slice * 2)
                    : _slice;
                if (reachesEnd)
                    return consumed;
                await lease.YieldAsync(cancellation);

                // A lead that is longer than the slice is read again, in twice as many bytes.
                length = read == 0 ? length * 2 : 0;
            }
        }
    }
}
