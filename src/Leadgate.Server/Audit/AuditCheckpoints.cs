using System.Security.Cryptography;
using Leadgate.Domain.Audit;
using Leadgate.Domain.Wire;
using Leadgate.Storage;
using Leadgate.Storage.Audit;

namespace Leadgate.Server.Audit;

/// <summary>
/// Signs what the audit trail is at a moment, and writes it to a file and to the log, so that it is not only in the database that it
/// vouches for (docs/decisions/0030).
/// </summary>
/// <param name="key">Null if there is none; nothing is signed then.</param>
internal sealed class AuditCheckpoints(
    ILeadStore store,
    AuditSigningKey? key,
    string path,
    TimeProvider time,
    ILogger<AuditCheckpoints> log
) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1);
    private AuditCheckpoint? _last = CheckpointFile.FindLast(path)?.Checkpoint;

    /// <summary>The key that signs; null if there is none.</summary>
    public AuditSigningKey? Key => key;

    /// <summary>The checkpoint that was written last, by this node; null if there is none.</summary>
    public AuditCheckpoint? Last => _last;

    /// <summary>Reads how many entries there are since the last checkpoint.</summary>
    public async Task<long> CountNewAsync(CancellationToken cancellation) =>
        await store.Audit.ReadLastIdAsync(cancellation) - (_last?.LastId ?? 0);

    /// <summary>Signs the trail as it is now. Whatever depends on it goes on if this fails.</summary>
    /// <param name="reason">One of <see cref="CheckpointReasons"/>.</param>
    /// <returns>Whether one was written.</returns>
    public async Task<bool> TryWriteAsync(string reason, CancellationToken cancellation)
    {
        if (key is null)
            return false;
        await _turn.WaitAsync(cancellation);
        try
        {
            var storeId = await store.Audit.EnsureStoreIdAsync(cancellation);
            if (await store.Audit.ReadExtentAsync(cancellation) is not { } extent)
                return false;
            await CompareAsync(storeId, extent, cancellation);
            var now = WireTime.TruncateToMilliseconds(time.GetUtcNow().UtcDateTime);
            var checkpoint = new AuditCheckpoint(storeId, key.PublicKey.Id, reason, now, extent.FirstId, extent.LastId, extent.LastHash);
            var signed = SignedCheckpoint.Create(checkpoint, key);
            Log.Checkpoint(log, checkpoint.ToText(), signed.Signature);
            await CheckpointFile.AppendAsync(path, signed, cancellation);
            _last = checkpoint;
            return true;
        }
        catch (Exception e) when (e is StoreUnavailableException or IOException or UnauthorizedAccessException)
        {
            Log.CheckpointFailed(log, path, e.Message);
            return false;
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose()
    {
        _turn.Dispose();
        key?.Dispose();
    }

    /// <summary>Reports at once, without waiting for <c>audit verify</c>, that the trail is not the one that was signed last.</summary>
    private async Task CompareAsync(long storeId, AuditExtent extent, CancellationToken cancellation)
    {
        if (_last is { } last && await ContradictsAsync(last, storeId, extent, cancellation))
            Log.TrailContradictsCheckpoint(log, WireTime.Format(last.At), last.LastId);
    }

    /// <summary>Whether the trail is not the one that a checkpoint was signed for.</summary>
    public async Task<bool> ContradictsAsync(AuditCheckpoint checkpoint, long storeId, AuditExtent extent, CancellationToken cancellation)
    {
        if (checkpoint.StoreId == storeId && checkpoint.LastId < extent.FirstId)
            return false;
        var entries = await store.Audit.ReadAsync(checkpoint.LastId - 1, 1, cancellation);
        return checkpoint.StoreId != storeId
            || entries is not [{ } entry]
            || entry.Id != checkpoint.LastId
            || !CryptographicOperations.FixedTimeEquals(entry.Hash.Span, checkpoint.LastHash.Span);
    }
}
