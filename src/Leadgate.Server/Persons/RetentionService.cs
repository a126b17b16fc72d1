using Leadgate.Domain.Audit;
using Leadgate.Server.Hosting;
using Leadgate.Storage;

namespace Leadgate.Server.Persons;

/// <summary>
/// Lets go of what is past its time, at start and once a day. Several nodes may do it at once: what is gone is not there for the next.
/// </summary>
/// <param name="store">Where it is.</param>
/// <param name="settings">How long it is kept.</param>
/// <param name="time">The clock.</param>
/// <param name="log">Counts.</param>
internal sealed class RetentionService(ILeadStore store, LeadgateSettings settings, TimeProvider time, ILogger<RetentionService> log)
    : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromDays(1);

    /// <summary>Few enough at once that bulks do not wait for them.</summary>
    private const int Portion = 500;

    /// <summary>Lets go of what is past its time now.</summary>
    /// <param name="cancellation">Gives up between two portions.</param>
    public async Task RunAsync(CancellationToken cancellation)
    {
        var rules = settings.Retention;
        var sent = Before(rules.SentDays) is { } sentBefore ? await DropSentAsync(sentBefore, cancellation) : 0;
        var deleted = Before(rules.LeadsWithErrorsDays) is { } leadsBefore ? await DeleteLeadsAsync(leadsBefore, cancellation) : 0;
        var entries = Before(rules.AuditDays) is { } auditBefore ? await TrimAsync(auditBefore, cancellation) : 0;
        if (sent + deleted + entries > 0)
            Log.Expired(log, sent, deleted, entries);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (settings.Retention is { SentDays: null, LeadsWithErrorsDays: null, AuditDays: null })
            return;
        using var timer = new PeriodicTimer(Interval, time);
        do
        {
            try
            {
                await RunAsync(stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                // Whatever it is, bulks are still to be taken in.
                Log.NotExpired(log, e.Message);
            }
        } while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task<long> DropSentAsync(DateTime before, CancellationToken cancellation)
    {
        long all = 0;
        var (count, last) = (Portion, default(LeadCursor));
        while (count == Portion)
        {
            (count, last) = await store.Privacy.DropSentAsync(
                before,
                last,
                Portion,
                gone => Tell($"what was sent of {gone} leads with errors"),
                cancellation
            );
            all += count;
        }

        return all;
    }

    private async Task<long> DeleteLeadsAsync(DateTime before, CancellationToken cancellation)
    {
        long all = 0;
        for (var count = Portion; count == Portion; all += count)
            count = await store.Privacy.DeleteLeadsWithErrorsAsync(
                before,
                Portion,
                gone => Tell($"{gone} leads with errors"),
                cancellation
            );
        return all;
    }

    private async Task<long> TrimAsync(DateTime before, CancellationToken cancellation)
    {
        long all = 0;
        while (await store.Audit.TrimAsync(before, Portion, cancellation) is > 0 and var count)
            all += count;
        return all;
    }

    private static AuditEvent Tell(FormattableString what) =>
        AuditEvent.FromService(AuditActions.Retention, detail: FormattableString.Invariant(what));

    private DateTime? Before(int? days) => days is { } kept ? time.GetUtcNow().UtcDateTime.AddDays(-kept) : null;
}
