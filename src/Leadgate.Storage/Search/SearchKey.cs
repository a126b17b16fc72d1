using System.Buffers.Binary;
using System.Security.Cryptography;
using Leadgate.Domain.Search;
using Leadgate.Storage.Engines;

namespace Leadgate.Storage.Search;

/// <summary>The key of the hashes in the search index. It is in the store, and made when the first lead is indexed.</summary>
internal sealed class SearchKey
{
    private TermHash? _hash;

    /// <summary>The hash with the key; null if there is no key yet, and so no lead in the index.</summary>
    public async Task<TermHash?> FindAsync(StoreSession session, CancellationToken cancellation)
    {
        if (_hash is { } known)
            return known;
        var parts = await session
            .QueryAsync(
                new Statement(
                    "select value from counter where name in (@first, @second) order by name",
                    ("@first", Counters.SearchKey0),
                    ("@second", Counters.SearchKey1)
                ),
                row => (ulong)row.GetInt64(0),
                cancellation
            )
            .ConfigureAwait(false);
        return parts is [var first, var second] ? _hash = new TermHash(first, second) : null;
    }

    /// <summary>The statements that make a key unless there is one.</summary>
    public static IReadOnlyList<Statement> Create()
    {
        Span<byte> bytes = stackalloc byte[2 * sizeof(long)];
        RandomNumberGenerator.Fill(bytes);
        return
        [
            Counters.Add(Counters.SearchKey0, BinaryPrimitives.ReadInt64LittleEndian(bytes)),
            Counters.Add(Counters.SearchKey1, BinaryPrimitives.ReadInt64LittleEndian(bytes[sizeof(long)..])),
        ];
    }
}
