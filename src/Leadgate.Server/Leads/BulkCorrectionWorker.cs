using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Leadgate.Domain.Audit;
using Leadgate.Domain.Revisions;
using Leadgate.Server.Lists;
using Leadgate.Storage;
using Leadgate.Storage.Corrections;

namespace Leadgate.Server.Leads;

/// <summary>
/// Makes the corrections of many leads, portion by portion, in turns. A lead is corrected only if it has the wrong value at the version
/// that was read, so two nodes that both do it do no harm, and a lead that somebody corrects meanwhile stays as they leave it.
/// </summary>
internal sealed class BulkCorrectionWorker(
    ILeadStore store,
    LeadCorrections corrections,
    ListCatalogCache lists,
    TimeProvider time,
    ILogger<BulkCorrectionWorker> log
) : IDisposable
{
    /// <summary>The most leads between two saves: what a node that is killed has done more is found in the leads themselves.</summary>
    public const int Portion = 50;

    private const int MaxRunning = 100;
    private const int LeadsAtOnce = 4;
    private const int MaxAttempts = 5;

    /// <summary>How long a node owns a correction after each portion.</summary>
    public static readonly TimeSpan Ownership = TimeSpan.FromSeconds(3);

    private readonly string _node = Guid.NewGuid().ToString("N");
    private readonly SemaphoreSlim _wake = new(0, 1);

    /// <summary>The corrections whose pass over the leads began when everything of before was known.</summary>
    private readonly ConcurrentDictionary<long, bool> _lastPass = new();

    public static string GetRecordName(long id) => string.Create(CultureInfo.InvariantCulture, $"correction:{id}");

    /// <summary>The word of the revisions that a correction makes.</summary>
    public static string GetThrough(long id) => string.Create(CultureInfo.InvariantCulture, $"{CorrectionOrigins.BulkCorrection}:{id}");

    /// <summary>Lets the service look for work at once.</summary>
    public void Wake()
    {
        try
        {
            _wake.Release();
        }
        catch (SemaphoreFullException)
        {
            // It is awake already.
        }
    }

    /// <summary>Returns when there may be work.</summary>
    public Task WaitAsync(TimeSpan atMost, CancellationToken cancellation) => _wake.WaitAsync(atMost, cancellation);

    /// <summary>Makes a portion of each correction that runs and that no other node works on.</summary>
    /// <returns>Whether leads were corrected, so that there may be more to do at once.</returns>
    public async Task<bool> RunAsync(CancellationToken cancellation)
    {
        var isBusy = false;
        foreach (var running in await store.Corrections.ReadRunningAsync(MaxRunning, cancellation))
        {
            var now = time.GetUtcNow().UtcDateTime;
            if (await store.Corrections.ClaimAsync(running.Id, _node, now, now + Ownership, cancellation) is not { } claimed)
                continue;
            try
            {
                isBusy |= await ContinueAsync(claimed, cancellation);
            }
            catch (Exception e) when (e is not StoreUnavailableException && !cancellation.IsCancellationRequested)
            {
                Log.BulkCorrectionFailed(log, claimed.Id, e);
                await EndAsync(claimed, BulkCorrectionStatus.Failed, cancellation);
            }
        }

        return isBusy;
    }

    /// <summary>Lets other nodes go on at once.</summary>
    public Task ReleaseAsync(CancellationToken cancellation) => store.Corrections.ReleaseAsync(_node, cancellation);

    /// <summary>Counts what a correction would do.</summary>
    public async Task<BulkCorrectionCounts> CountAsync(
        ValueReplacement replacement,
        string value,
        CorrectionCaller caller,
        CancellationToken cancellation
    )
    {
        var (counts, after) = (default(BulkCorrectionCounts), 0L);
        while (true)
        {
            var leads = await store.OpenErrors.FindLeadsAsync(
                replacement.Path,
                value,
                caller.Access.CreatedBy,
                after,
                Portion,
                cancellation
            );
            if (leads.Count == 0)
                return counts;
            counts += await CorrectAsync(leads, replacement, caller, new CorrectionOptions(IsDryRun: true), cancellation);
            after = leads[^1].LeadId;
        }
    }

    public void Dispose() => _wake.Dispose();

    /// <summary>Makes the next portion of a correction, or ends it.</summary>
    private async Task<bool> ContinueAsync(BulkCorrection correction, CancellationToken cancellation)
    {
        if (
            ValueReplacement.Create(correction.Field, correction.Value!, Encoding.UTF8.GetBytes(correction.Replacement!))
            is not { } replacement
        )
            throw new InvalidOperationException($"The field {correction.Field} does not exist any more.");
        if (correction.AfterLead == 0)
            _lastPass[correction.Id] = await IsKnownAsync(correction.RequestedAt, cancellation);
        var leads = await store.OpenErrors.FindLeadsAsync(
            correction.Field,
            correction.Value!,
            correction.Sender,
            correction.AfterLead,
            Portion,
            cancellation
        );
        if (leads.Count == 0 && _lastPass.GetValueOrDefault(correction.Id))
        {
            await EndAsync(correction, BulkCorrectionStatus.Done, cancellation);
            return true;
        }

        var counts = await CorrectAsync(leads, replacement, CreateCaller(correction), default, cancellation);
        await store.Corrections.SaveAsync(
            correction with
            {
                Corrected = correction.Corrected + counts.Corrected,
                WithErrors = correction.WithErrors + counts.WithErrors,
                AfterLead = leads.Count == 0 ? 0 : leads[^1].LeadId,
            },
            _node,
            time.GetUtcNow().UtcDateTime + Ownership,
            cancellation
        );
        return leads.Count > 0;
    }

    /// <summary>
    /// Whether the errors of all leads of before a time are grouped: what the follower has not read yet could have the wrong value too.
    /// </summary>
    private async Task<bool> IsKnownAsync(DateTime before, CancellationToken cancellation)
    {
        var state = await store.Follower.ReadStateAsync(cancellation);
        return (state.OldestPending is null || state.OldestPending > before) && state is { PendingChanges: 0, EarlierBulks: 0 };
    }

    private async Task EndAsync(BulkCorrection correction, string status, CancellationToken cancellation)
    {
        var ended = await store.Corrections.EndAsync(correction, status, GetThrough(correction.Id), _node, CreateAudit, cancellation);
        _lastPass.TryRemove(correction.Id, out _);
        if (ended is not null)
            Log.BulkCorrectionEnded(log, ended.Id, ended.Status, ended.Corrected, ended.WithErrors);
    }

    private static AuditEvent CreateAudit(BulkCorrection ended) =>
        new(
            AuditActions.LeadsCorrect,
            ended.Actor,
            ended.CameFrom,
            GetRecordName(ended.Id),
            string.Create(
                CultureInfo.InvariantCulture,
                $"field {ended.Field}; {ended.Status}; corrected {ended.Corrected}; still with errors {ended.WithErrors}"
            )
        );

    private static CorrectionCaller CreateCaller(BulkCorrection correction) =>
        new(
            new LeadAccess(correction.Actor, correction.CameFrom, correction.Sender),
            correction.RequestedBy,
            GetThrough(correction.Id),
            MayCorrect: true
        );

    private async Task<BulkCorrectionCounts> CorrectAsync(
        IReadOnlyList<(long BulkId, long LeadId)> leads,
        ValueReplacement replacement,
        CorrectionCaller caller,
        CorrectionOptions options,
        CancellationToken cancellation
    )
    {
        var (corrected, withErrors) = (0L, 0L);
        await Parallel.ForEachAsync(
            leads,
            new ParallelOptions { MaxDegreeOfParallelism = LeadsAtOnce, CancellationToken = cancellation },
            async (lead, token) =>
            {
                switch (await CorrectAsync(lead.LeadId, replacement, caller, options, token))
                {
                    case CorrectionOutcome.Corrected { StillHasErrors: true }:
                        Interlocked.Increment(ref withErrors);
                        break;
                    case CorrectionOutcome.Corrected:
                        Interlocked.Increment(ref corrected);
                        break;
                    default:
                        break;
                }
            }
        );
        return new BulkCorrectionCounts(corrected, withErrors);
    }

    /// <returns>Null if the lead does not have the wrong value any more, or cannot be corrected.</returns>
    private async Task<CorrectionOutcome?> CorrectAsync(
        long id,
        ValueReplacement replacement,
        CorrectionCaller caller,
        CorrectionOptions options,
        CancellationToken cancellation
    )
    {
        for (var attempt = 1; attempt <= MaxAttempts; attempt++)
        {
            var catalog = lists.Catalog;
            if (
                await store.Revisions.FindAsync(id, catalog, cancellation) is not { Valid: null, IsErased: false } lead
                || !replacement.Concerns(lead.ReadErrors(catalog))
                || replacement.CreatePatch(lead.Sent) is not { } patch
            )
                return null;
            var outcome = await corrections.CorrectAsync(id, [lead.Version], patch, options, caller, cancellation);
            if (outcome is not CorrectionOutcome.Conflict)
                return outcome;
        }

        return null;
    }
}
