using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Leadgate.Domain.Wire;

namespace Leadgate.Domain.Audit;

/// <summary>
/// An entry of the audit trail. Its hash covers its content and the hash of the previous entry, so that altering, removing or inserting an
/// entry breaks the chain of hashes (docs/decisions/0015).
/// </summary>
/// <param name="Id">1, 2, 3, without gaps.</param>
/// <param name="At">UTC, in milliseconds.</param>
/// <param name="Event">What was done, by whom and to what.</param>
/// <param name="Previous">The hash of the previous entry; 32 zero bytes for the first.</param>
/// <param name="Hash">The hash of this entry.</param>
internal sealed record AuditEntry(long Id, DateTime At, AuditEvent Event, ReadOnlyMemory<byte> Previous, ReadOnlyMemory<byte> Hash)
{
    public static ReadOnlyMemory<byte> InitialHash { get; } = new byte[SHA256.HashSizeInBytes];

    public static AuditEntry Next(long id, DateTime at, AuditEvent @event, ReadOnlyMemory<byte> previous)
    {
        at = WireTime.TruncateToMilliseconds(at);
        return new AuditEntry(id, at, @event, previous, ComputeHash(id, at, @event, previous));
    }

    /// <summary>Whether the hash matches the content.</summary>
    public bool IsIntact => Hash.Span.SequenceEqual(ComputeHash(Id, At, Event, Previous));

    /// <summary>
    /// SHA-256 of the previous hash, the number, the Unix time in milliseconds, and each text as UTF-8 preceded by its length, so that
    /// different entries are always different bytes. Numbers are big-endian; a length of -1 stands for null.
    /// </summary>
    private static byte[] ComputeHash(long id, DateTime at, AuditEvent @event, ReadOnlyMemory<byte> previous)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> number = stackalloc byte[sizeof(long)];
        hash.AppendData(previous.Span);
        BinaryPrimitives.WriteInt64BigEndian(number, id);
        hash.AppendData(number);
        BinaryPrimitives.WriteInt64BigEndian(number, new DateTimeOffset(at).ToUnixTimeMilliseconds());
        hash.AppendData(number);
        foreach (var text in (ReadOnlySpan<string?>)[@event.Action, @event.Actor, @event.Origin, @event.Record, @event.Detail])
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
