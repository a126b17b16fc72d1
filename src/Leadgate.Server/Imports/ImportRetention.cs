using Leadgate.Domain.Audit;
using Leadgate.Server.Hosting;
using Leadgate.Storage;
using Leadgate.Storage.Imports;

namespace Leadgate.Server.Imports;

/// <summary>Cancels imports whose file has been kept long enough, and deletes what uploads that broke off have left.</summary>
internal sealed class ImportRetention(ILeadStore store, CurrentSettings settings, TimeProvider time, ILogger<ImportRetention> log)
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    /// <summary>No upload takes longer.</summary>
    private static readonly TimeSpan Stale = TimeSpan.FromDays(1);

    /// <summary>Looks at startup and every hour.</summary>
    public async Task RunAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        do
        {
            try
            {
                await DeleteOldAsync(stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                Log.RetentionFailed(log, e.Message);
            }
        } while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    public async Task DeleteOldAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow().UtcDateTime;
        foreach (
            var (id, isComplete) in await store.Imports.FindOldAsync(now.AddDays(-settings.Value.ImportDays), now - Stale, cancellation)
        )
        {
            if (!isComplete)
            {
                await store.ImportFiles.ForgetAsync(id, cancellation);
                continue;
            }

            await store.Imports.EndAsync(
                id,
                ImportStatus.Cancelled,
                problem: null,
                owner: null,
                ended =>
                    AuditEvent.FromService(
                        AuditActions.ImportEnd,
                        LeadImports.GetRecordName(id),
                        $"kept long enough; {ImportWorker.DescribeEnd(ended)}"
                    ),
                cancellation
            );
        }
    }
}
