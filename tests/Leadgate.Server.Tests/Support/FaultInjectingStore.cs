using System.Diagnostics;
using Leadgate.Domain.Lists;
using Leadgate.Storage;
using Leadgate.Storage.Audit;
using Leadgate.Storage.Keys;
using Leadgate.Storage.Lists;
using Leadgate.Storage.Privacy;
using Leadgate.Storage.Staff;

namespace Leadgate.Server.Tests.Support;

/// <summary>A store in front of the real one that can hold bulks back or fail on command, as a disk does of itself.</summary>
internal sealed class FaultInjectingStore(ILeadStore real) : ILeadStore
{
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>When set, every call fails with it.</summary>
    public Exception? Failure { get; set; }

    /// <summary>When set, the trail fails with it.</summary>
    public Exception? AuditFailure { get; set; }

    /// <summary>Whether a bulk came with a span.</summary>
    public bool WasTraced { get; private set; }

    /// <summary>Whether checks of the store wait for <see cref="Unblock"/>, and do not heed that nobody waits for them any more.</summary>
    public bool BlocksHealthChecks { get; set; }

    /// <summary>Whether bulks wait for <see cref="Unblock"/>.</summary>
    public bool BlocksBulks { get; set; }

    /// <summary>How often leads of a bulk were read.</summary>
    public int LeadReads { get; private set; }

    /// <summary>Completes when a bulk waits.</summary>
    public Task Blocked => _reached.Task;

    public void Unblock() => _open.TrySetResult();

    public async Task<AppendOutcome> AppendAsync(NewBulk bulk, CancellationToken cancellation)
    {
        Fail();
        WasTraced |= Activity.Current is not null;
        await HoldBackAsync(cancellation);
        return await real.AppendAsync(bulk, cancellation);
    }

    public Task<AppendOutcome?> FindKeyAsync(IdempotencyKey key, CancellationToken cancellation) => Real().FindKeyAsync(key, cancellation);

    public Task<int> DeleteExpiredKeysAsync(DateTime before, int limit, CancellationToken cancellation) =>
        Real().DeleteExpiredKeysAsync(before, limit, cancellation);

    public Task<StoredBulk?> FindBulkAsync(long id, CancellationToken cancellation) => Real().FindBulkAsync(id, cancellation);

    public Task<IReadOnlyList<StoredLead>> ReadLeadsAsync(
        long bulkId,
        long afterLeadId,
        int limit,
        ListCatalog catalog,
        CancellationToken cancellation
    )
    {
        LeadReads++;
        return Real().ReadLeadsAsync(bulkId, afterLeadId, limit, catalog, cancellation);
    }

    public async Task<IReadOnlyList<StoredLead>> FindLeadsAsync(LeadQuery query, ListCatalog catalog, CancellationToken cancellation)
    {
        await HoldBackAsync(cancellation);
        return await Real().FindLeadsAsync(query, catalog, cancellation);
    }

    public ListStore Lists => Real().Lists;

    public ApiKeyStore Keys => Real().Keys;

    public AuditStore Audit => AuditFailure is null ? Real().Audit : throw AuditFailure;

    public PrivacyStore Privacy => Real().Privacy;

    public StaffStore Staff => Real().Staff;

    public async Task CheckAsync(CancellationToken cancellation)
    {
        if (BlocksHealthChecks)
            await _open.Task;
        await Real().CheckAsync(cancellation);
    }

    public ValueTask DisposeAsync() => real.DisposeAsync();

    private async Task HoldBackAsync(CancellationToken cancellation)
    {
        if (!BlocksBulks)
            return;
        _reached.TrySetResult();
        await _open.Task.WaitAsync(cancellation);
    }

    private ILeadStore Real()
    {
        Fail();
        return real;
    }

    private void Fail()
    {
        if (Failure is not null)
            throw Failure;
    }
}
