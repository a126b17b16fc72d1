using Leadgate.Domain.Access;
using Leadgate.Domain.Audit;
using Leadgate.Server.Access;
using Leadgate.Server.Hosting;
using Leadgate.Storage;
using Leadgate.Storage.Audit;

namespace Leadgate.Server.Audit;

/// <summary>Shows and verifies the audit trail.</summary>
internal sealed class AuditTrail(ILeadStore store, AuditCheckpoints checkpoints, LeadgateSettings settings)
{
    /// <summary>Entries, the newest first.</summary>
    /// <param name="beforeId">Only entries before this one; null to begin with the newest.</param>
    public Task<AuditPage> ReadAsync(AuditFilter filter, long? beforeId, int limit, Actor actor, CancellationToken cancellation)
    {
        actor.Require(Scopes.Admin);
        return store.Audit.ReadPageAsync(filter, beforeId ?? long.MaxValue, limit, cancellation);
    }

    /// <summary>What is known of the trail without reading it, such as whether the last checkpoint was signed for it.</summary>
    public async Task<AuditState> ReadStateAsync(Actor actor, CancellationToken cancellation)
    {
        actor.Require(Scopes.Admin);
        var (last, hasKey) = (checkpoints.Last, checkpoints.Key is not null);
        if (await store.Audit.ReadExtentAsync(cancellation) is not { } extent)
            return new AuditState(null, last, IsContradicted: last is not null, hasKey);
        var storeId = await store.Audit.ReadStoreIdAsync(cancellation);
        var isContradicted = last is not null && await checkpoints.ContradictsAsync(last, storeId, extent, cancellation);
        return new AuditState(extent, last, isContradicted, hasKey);
    }

    /// <summary>Reads the whole trail and verifies it, with the checkpoints and the public key of this node.</summary>
    public async Task<AuditReport> VerifyAsync(Actor actor, CancellationToken cancellation)
    {
        actor.Require(Scopes.Admin);
        var (files, damage) = (settings.AuditFiles, new List<string>());
        var evidence = new AuditEvidence(
            await store.Audit.ReadStoreIdAsync(cancellation),
            AuditReport.ReadCheckpoints(File.Exists(files.Checkpoints) ? [files.Checkpoints] : [], damage),
            AuditReport.ReadPublicKeys(File.Exists(files.PublicKey) ? [files.PublicKey] : [])
        );
        return await AuditReport.CreateAsync(store.Audit, evidence, damage, _ => { }, cancellation);
    }
}
