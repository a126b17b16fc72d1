using System.Buffers;
using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace Leadgate.Domain.Search;

/// <summary>
/// Hashes terms with a key, SipHash-2-4 (Aumasson and Bernstein, 2012), so that the index holds no phone number and no name, and nobody
/// without the key can tell whose term a hash is. .NET has no keyed hash that is fast enough for a hundred thousand terms a second.
/// </summary>
internal readonly record struct TermHash(ulong Key0, ulong Key1)
{
    private const int MaxOnStack = 512;

    public long Compute(string term)
    {
        var most = Encoding.UTF8.GetMaxByteCount(term.Length);
        var rented = most > MaxOnStack ? ArrayPool<byte>.Shared.Rent(most) : null;
        Span<byte> buffer = rented ?? stackalloc byte[MaxOnStack];
        var hash = Compute(buffer[..Encoding.UTF8.GetBytes(term, buffer)]);
        if (rented is not null)
            ArrayPool<byte>.Shared.Return(rented, clearArray: true);
        return (long)hash;
    }

    public ulong Compute(ReadOnlySpan<byte> data)
    {
        var (v0, v1) = (Key0 ^ 0x736f6d6570736575, Key1 ^ 0x646f72616e646f6d);
        var (v2, v3) = (Key0 ^ 0x6c7967656e657261, Key1 ^ 0x7465646279746573);
        var last = (ulong)data.Length << 56;
        for (; data.Length >= sizeof(ulong); data = data[sizeof(ulong)..])
            Mix(BinaryPrimitives.ReadUInt64LittleEndian(data), ref v0, ref v1, ref v2, ref v3);
        for (var i = 0; i < data.Length; i++)
            last |= (ulong)data[i] << (8 * i);
        Mix(last, ref v0, ref v1, ref v2, ref v3);
        v2 ^= 0xff;
        for (var i = 0; i < 4; i++)
            Round(ref v0, ref v1, ref v2, ref v3);
        return v0 ^ v1 ^ v2 ^ v3;
    }

    private static void Mix(ulong word, ref ulong v0, ref ulong v1, ref ulong v2, ref ulong v3)
    {
        v3 ^= word;
        Round(ref v0, ref v1, ref v2, ref v3);
        Round(ref v0, ref v1, ref v2, ref v3);
        v0 ^= word;
    }

    private static void Round(ref ulong v0, ref ulong v1, ref ulong v2, ref ulong v3)
    {
        v0 += v1;
        v1 = BitOperations.RotateLeft(v1, 13) ^ v0;
        v0 = BitOperations.RotateLeft(v0, 32);
        v2 += v3;
        v3 = BitOperations.RotateLeft(v3, 16) ^ v2;
        v0 += v3;
        v3 = BitOperations.RotateLeft(v3, 21) ^ v0;
        v2 += v1;
        v1 = BitOperations.RotateLeft(v1, 17) ^ v2;
        v2 = BitOperations.RotateLeft(v2, 32);
    }
}
