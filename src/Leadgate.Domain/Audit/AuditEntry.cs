using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Leadgate.Domain.Wire;

namespace Leadgate.Domain.Audit;

/// <summary>
/// An entry of the trail. Its hash covers all that is in it and the hash of the entry before, so that nothing can be altered, taken out
/// or put in between without every later hash giving it away (docs/decisions/0015).
/// </summary>
/// <param name="Id">Its number: 1, 2, 3 without a gap.</param>
/// <param name="At">When, UTC, to the millisecond.</param>
/// <param name="Event">What.</param>
/// <param name="Previous">The hash of the entry before; 32 zeros for the first.</param>
/// <param name="Hash">Its own hash.</param>
internal sealed record AuditEntry(long Id, DateTime At, AuditEvent Event, ReadOnlyMemory<byte> Previous, ReadOnlyMemory<byte> Hash)
{
    /// <summary>What the first entry follows.</summary>
    public static ReadOnlyMemory<byte> InitialHash { get; } = new byte[SHA256.HashSizeInBytes];

    /// <summary>Makes the next entry.</summary>
    /// <param name="id">Its number.</param>
    /// <param name="at">When, UTC; what is finer than milliseconds is cut off.</param>
    /// <param name="what">What.</param>
    /// <param name="previous">The hash of the entry before.</param>
    public static AuditEntry Next(long id, DateTime at, AuditEvent what, ReadOnlyMemory<byte> previous)
    {
        at = WireTime.TruncateToMilliseconds(at);
        return new AuditEntry(id, at, what, previous, ComputeHash(id, at, what, previous));
    }

    /// <summary>Whether it is as it was written.</summary>
    public bool IsIntact => Hash.Span.SequenceEqual(ComputeHash(Id, At, Event, Previous));

    /// <summary>
    /// SHA-256 of the hash before, the number, the moment in milliseconds since 1970, and each text as UTF-8 with its length in front, so
    /// that no two entries are the same bytes. Whole numbers are big-endian, a length of -1 stands for null.
    /// </summary>
    private static byte[] ComputeHash(long id, DateTime at, AuditEvent what, ReadOnlyMemory<byte> previous)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> number = stackalloc byte[sizeof(long)];
        hash.AppendData(previous.Span);
        BinaryPrimitives.WriteInt64BigEndian(number, id);
        hash.AppendData(number);
        BinaryPrimitives.WriteInt64BigEndian(number, new DateTimeOffset(at).ToUnixTimeMilliseconds());
        hash.AppendData(number);
        foreach (var text in (ReadOnlySpan<string?>)[what.Action, what.Actor, what.Origin, what.Record, what.Detail])
        {
            var bytes = text is null ? null : Encoding.UTF8.GetBytes(text);
            BinaryPrimitives.WriteInt32BigEndian(number, bytes?.Length ?? -1);
            hash.AppendData(number[..sizeof(int)]);
            if (bytes is not null)
                hash.AppendData(bytes);
        }

        return hash.GetHashAndReset();
    }
}
