using Leadgate.Storage.Engines;

namespace Leadgate.Storage.Imports;

/// <summary>The bytes of files that are imported, in pieces: any node may read them (docs/decisions/0036).</summary>
internal sealed class ImportFileStore(IStoreEngine engine)
{
    /// <summary>The most bytes of a piece: it is in memory as a whole, and bulks wait while it is written.</summary>
    public const int MaxPiece = 1024 * 1024;

    /// <summary>Few enough that bulks do not wait long while they are overwritten.</summary>
    private const int DeletedAtOnce = 4;

    /// <summary>Stores a piece.</summary>
    /// <param name="n">Its number, from 0.</param>
    public Task WriteAsync(long import, int n, ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        var insert = new Statement(
            "insert into import_portion (import_id, n, bytes) values (@import, @n, @bytes)",
            ("@import", import),
            ("@n", n),
            ("@bytes", bytes)
        );
        return engine.WriteAsync((transaction, token) => transaction.ExecuteAsync(insert, token), cancellation);
    }

    /// <summary>A piece, or null after the last one.</summary>
    public Task<byte[]?> ReadAsync(long import, int n, CancellationToken cancellation) =>
        engine.ReadAsync(
            (session, token) =>
                session.FindAsync(
                    new Statement("select bytes from import_portion where import_id = @import and n = @n", ("@import", import), ("@n", n)),
                    row => row.GetFieldValue<byte[]>(0),
                    token
                ),
            cancellation
        );

    /// <summary>Deletes the pieces of an import, a few at a time.</summary>
    public async Task DeleteAsync(long import, CancellationToken cancellation)
    {
        while (true)
        {
            var find = new Statement(
                "select n from import_portion where import_id = @import order by n limit @limit",
                ("@import", import),
                ("@limit", DeletedAtOnce)
            );
            var pieces = await engine
                .ReadAsync((session, token) => session.QueryAsync(find, row => row.GetInt32(0), token), cancellation)
                .ConfigureAwait(false);
            if (pieces.Count == 0)
                return;
            await engine
                .WriteAsync((transaction, token) => transaction.ExecuteAsync([.. pieces.Select(Delete)], token), cancellation)
                .ConfigureAwait(false);
        }

        Statement Delete(int n) => CreateErasure(import, n);
    }

    /// <summary>Forgets an import whose file could not be used, and its file.</summary>
    public async Task ForgetAsync(long import, CancellationToken cancellation)
    {
        await DeleteAsync(import, cancellation).ConfigureAwait(false);
        var forget = new Statement("delete from import where id = @id and status = 'receiving'", ("@id", import));
        await engine.WriteAsync((transaction, token) => transaction.ExecuteAsync(forget, token), cancellation).ConfigureAwait(false);
    }

    /// <summary>Erases a piece.</summary>
    public static Statement CreateErasure(long import, int n) =>
        new("delete from import_portion where import_id = @import and n = @n", ("@import", import), ("@n", n));
}
