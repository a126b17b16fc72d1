using System.Diagnostics;
using Leadgate.Domain.Lists;
using Leadgate.Storage;
using Leadgate.Storage.Audit;
using Leadgate.Storage.Backup;
using Leadgate.Storage.Corrections;
using Leadgate.Storage.Imports;
using Leadgate.Storage.Keys;
using Leadgate.Storage.Leads;
using Leadgate.Storage.Lists;
using Leadgate.Storage.Privacy;
using Leadgate.Storage.Requests;
using Leadgate.Storage.Revisions;
using Leadgate.Storage.Search;
using Leadgate.Storage.Staff;

namespace Leadgate.Server.Tests.Support;

/// <summary>Wraps the real store, and can block bulks or fail on demand.</summary>
internal sealed class FaultInjectingStore(ILeadStore real) : ILeadStore
{
    private readonly TaskCompletionSource _blocked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _unblocked = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private int _blockedCalls;

    /// <summary>If set, every call throws it.</summary>
    public Exception? Failure { get; set; }

    /// <summary>If set, the audit trail throws it.</summary>
    public Exception? AuditFailure { get; set; }

    /// <summary>Whether a bulk was appended within a span.</summary>
    public bool WasTraced { get; private set; }

    /// <summary>Whether health checks wait for <see cref="Unblock"/>, regardless of their cancellation.</summary>
    public bool BlocksHealthChecks { get; set; }

    /// <summary>Whether appending and searching wait for <see cref="Unblock"/>.</summary>
    public bool BlocksBulks { get; set; }

    /// <summary>If set, appending bulks of this sender waits for <see cref="Unblock"/>.</summary>
    public string? BlocksBulksOf { get; set; }

    /// <summary>The number of calls that are blocked or were.</summary>
    public int BlockedCalls => Volatile.Read(ref _blockedCalls);

    /// <summary>If set, reading the leads of a bulk fails after so many times.</summary>
    public int? MaxLeadReads { get; set; }

    /// <summary>If set, corrections of many leads fail after so many calls.</summary>
    public int? CorrectionCallsLeft { get; set; }

    /// <summary>If set, appending bulks fails after so many.</summary>
    public int? AppendsLeft { get; set; }

    /// <summary>How often the leads of a bulk were read.</summary>
    public int LeadReads { get; private set; }

    /// <summary>Completes when the first call is blocked.</summary>
    public Task Blocked => _blocked.Task;

    public void Unblock() => _unblocked.TrySetResult();

    public async Task<AppendOutcome> AppendAsync(NewBulk bulk, CancellationToken cancellation)
    {
        Fail();
        if (AppendsLeft-- <= 0)
            throw new StoreUnavailableException("The store is gone.");
        WasTraced |= Activity.Current is not null;
        await BlockAsync(BlocksBulks || bulk.CreatedBy == BlocksBulksOf, cancellation);
        return await real.AppendAsync(bulk, cancellation);
    }

    public Task<AppendOutcome?> FindKeyAsync(IdempotencyKey key, CancellationToken cancellation) => Real().FindKeyAsync(key, cancellation);

    public Task<int> DeleteExpiredKeysAsync(DateTime before, int limit, CancellationToken cancellation) =>
        Real().DeleteExpiredKeysAsync(before, limit, cancellation);

    public Task<StoredBulk?> FindBulkAsync(long id, CancellationToken cancellation) => Real().FindBulkAsync(id, cancellation);

    public Task<IReadOnlyList<StoredBulk>> FindBulksAsync(string? sender, long? before, int limit, CancellationToken cancellation) =>
        Real().FindBulksAsync(sender, before, limit, cancellation);

    public Task<IReadOnlyList<string>> FindIdempotencyKeysAsync(StoredBulk bulk, CancellationToken cancellation) =>
        Real().FindIdempotencyKeysAsync(bulk, cancellation);

    public Task<IReadOnlyList<StoredLead>> ReadLeadsAsync(
        long bulkId,
        long afterLeadId,
        int limit,
        ListCatalog catalog,
        CancellationToken cancellation
    )
    {
        LeadReads++;
        if (LeadReads > MaxLeadReads)
            throw new StoreUnavailableException("The store is gone.");
        return Real().ReadLeadsAsync(bulkId, afterLeadId, limit, catalog, cancellation);
    }

    public async Task<IReadOnlyList<StoredLead>> FindLeadsAsync(LeadQuery query, ListCatalog catalog, CancellationToken cancellation)
    {
        await BlockAsync(BlocksBulks, cancellation);
        return await Real().FindLeadsAsync(query, catalog, cancellation);
    }

    public ListStore Lists => Real().Lists;

    public ApiKeyStore Keys => Real().Keys;

    public AuditStore Audit => AuditFailure is null ? Real().Audit : throw AuditFailure;

    public PrivacyStore Privacy => Real().Privacy;

    public RevisionStore Revisions => Real().Revisions;

    public StaffStore Staff => Real().Staff;

    public IssueConversionStore IssueConversion => Real().IssueConversion;

    public RequestLogStore Requests => Real().Requests;

    public BulkCorrectionStore Corrections =>
        CorrectionCallsLeft-- == 0 ? throw new StoreUnavailableException("The store is gone.") : Real().Corrections;

    public BackupStore Backups => Real().Backups;

    public LeadFollower Follower => Real().Follower;

    public LeadIndexStore LeadIndex => Real().LeadIndex;

    public OpenErrorStore OpenErrors => Real().OpenErrors;

    public IntakeHourStore IntakeHours => Real().IntakeHours;

    public ImportStore Imports => AppendsLeft < 0 ? throw new StoreUnavailableException("The store is gone.") : Real().Imports;

    public ImportFileStore ImportFiles => Real().ImportFiles;

    public ImportMappingStore ImportMappings => Real().ImportMappings;

    public ImportEditStore ImportEdits => Real().ImportEdits;

    public async Task CheckAsync(CancellationToken cancellation)
    {
        if (BlocksHealthChecks)
            await _unblocked.Task;
        await Real().CheckAsync(cancellation);
    }

    public ValueTask DisposeAsync() => real.DisposeAsync();

    private async Task BlockAsync(bool blocks, CancellationToken cancellation)
    {
        if (!blocks)
            return;
        Interlocked.Increment(ref _blockedCalls);
        _blocked.TrySetResult();
        await _unblocked.Task.WaitAsync(cancellation);
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
