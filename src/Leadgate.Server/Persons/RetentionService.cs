using Leadgate.Domain.Audit;
using Leadgate.Server.Audit;
using Leadgate.Server.Hosting;
using Leadgate.Storage;

namespace Leadgate.Server.Persons;

/// <summary>Deletes expired data at startup and once a day. Several nodes may do so at the same time.</summary>
internal sealed class RetentionService(
    ILeadStore store,
    AuditCheckpoints checkpoints,
    CurrentSettings settings,
    TimeProvider time,
    ILogger<RetentionService> log
) : BackgroundService
{
    /// <summary>Few enough at a time that bulks don't wait for them.</summary>
    private const int BatchSize = 500;

    private static readonly TimeSpan Interval = TimeSpan.FromDays(1);

    /// <summary>Deletes what has expired by now.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        var rules = settings.Value.Retention;
        var sent = Before(rules.SentDays) is { } sentBefore ? await DropSentAsync(sentBefore, cancellation) : 0;
        var deleted = Before(rules.LeadsWithErrorsDays) is { } leadsBefore ? await DeleteLeadsAsync(leadsBefore, cancellation) : 0;
        if (sent + deleted > 0)
            await store.Privacy.RenewStatisticsAsync(cancellation);
        var entries = Before(rules.AuditDays) is { } auditBefore ? await TrimAuditAsync(auditBefore, cancellation) : 0;
        if (sent + deleted + entries > 0)
            Log.Expired(log, sent, deleted, entries);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        do
        {
            try
            {
                await RunAsync(stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                // No failure of retention may stop the service, which must keep storing leads.
                Log.RetentionFailed(log, e.Message);
            }
        } while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task<long> DropSentAsync(DateTime before, CancellationToken cancellation)
    {
        long total = 0;
        var (count, last) = (BatchSize, default(LeadCursor));
        while (count == BatchSize)
        {
            (count, last) = await store.Privacy.DropSentAsync(
                before,
                last,
                BatchSize,
                dropped => CreateAudit($"original data of {dropped} leads with errors"),
                cancellation
            );
            total += count;
        }

        for (count = BatchSize; count == BatchSize; )
        {
            count = await store.Privacy.DropRevisionValuesAsync(
                before,
                BatchSize,
                dropped => CreateAudit($"values in {dropped} revisions of leads"),
                cancellation
            );
        }

        return total;
    }

    private async Task<long> DeleteLeadsAsync(DateTime before, CancellationToken cancellation)
    {
        long total = 0;
        for (var count = BatchSize; count == BatchSize; total += count)
        {
            count = await store.Privacy.DeleteLeadsWithErrorsAsync(
                before,
                BatchSize,
                deleted => CreateAudit($"{deleted} leads with errors"),
                cancellation
            );
        }

        return total;
    }

    private async Task<long> TrimAuditAsync(DateTime before, CancellationToken cancellation)
    {
        // The checkpoint before holds what is deleted; the one after makes the rest verifiable without it.
        await checkpoints.TryWriteAsync(CheckpointReasons.BeforeTrim, cancellation);
        long total = 0;
        while (await store.Audit.TrimAsync(before, BatchSize, checkpoints.Key, cancellation) is > 0 and var count)
            total += count;
        if (total > 0)
            await checkpoints.TryWriteAsync(CheckpointReasons.AfterTrim, cancellation);
        return total;
    }

    private static AuditEvent CreateAudit(FormattableString detail) =>
        AuditEvent.FromService(AuditActions.Retention, detail: FormattableString.Invariant(detail));

    private DateTime? Before(int? days) => days is { } kept ? time.GetUtcNow().UtcDateTime.AddDays(-kept) : null;
}
