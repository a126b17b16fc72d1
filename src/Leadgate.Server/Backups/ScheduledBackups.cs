using System.Diagnostics;
using Leadgate.Domain.Audit;
using Leadgate.Domain.Wire;
using Leadgate.Server.Audit;
using Leadgate.Server.Hosting;
using Leadgate.Server.Telemetry;
using Leadgate.Storage;
using Leadgate.Storage.Backup;

namespace Leadgate.Server.Backups;

/// <summary>Makes the backups that are due. Of several nodes on one database, one makes each.</summary>
internal sealed class ScheduledBackups
{
    /// <summary>How long after a failure the next attempt is made; sooner where backups are due more often.</summary>
    private static readonly TimeSpan RetryPause = TimeSpan.FromMinutes(10);

    private readonly ILeadStore _store;
    private readonly LeadgateSettings _settings;
    private readonly BackupRules _rules;
    private readonly BackupState _state;
    private readonly AuditCheckpoints _checkpoints;
    private readonly LeadgateMetrics _metrics;
    private readonly TimeProvider _time;
    private readonly ILogger<ScheduledBackups> _log;
    private readonly BackupFolder _folder;
    private DateTime _notBefore;

    public ScheduledBackups(
        ILeadStore store,
        LeadgateSettings settings,
        BackupRules rules,
        BackupState state,
        AuditCheckpoints checkpoints,
        LeadgateMetrics metrics,
        TimeProvider time,
        ILogger<ScheduledBackups> log
    )
    {
        (_store, _settings, _rules, _state) = (store, settings, rules, state);
        (_checkpoints, _metrics, _time, _log) = (checkpoints, metrics, time, log);
        _folder = new BackupFolder(rules.Folder, settings.Database);
        metrics.ObserveBackupAge(() => state.Last is { } last ? Now - last : null);
    }

    private DateTime Now => _time.GetUtcNow().UtcDateTime;

    /// <summary>Makes the backup that is due, if there is one and no other node makes it.</summary>
    /// <returns>Whether this node made one.</returns>
    /// <exception cref="StoreUnavailableException">The store cannot say when the last one was made.</exception>
    public async Task<bool> RunDueAsync(CancellationToken cancellation)
    {
        var now = Now;
        var due = _rules.Schedule.FindLastDue(now);
        var last = BackupSchedule.Trust(await _store.Backups.ReadLastAsync(cancellation), now);
        _state.SetLast(last);
        if (last >= due)
        {
            // Another node may have made the one that failed here.
            _state.Failure = null;
            return false;
        }

        if (now < _notBefore || !await _store.Backups.TryTakeAsync(due, cancellation))
            return false;
        try
        {
            return await TryRunAsync(due, cancellation);
        }
        finally
        {
            await _store.Backups.ReleaseAsync(CancellationToken.None);
        }
    }

    private async Task<bool> TryRunAsync(DateTime due, CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var holding = HoldLeaseAsync(due, stop.Token);
        try
        {
            await RunAsync(stop.Token);
            (_state.Failure, _notBefore) = (null, default);
            return true;
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested)
        {
            // Whatever it is: a backup that fails must not end the service, which keeps storing leads.
            var pause = _rules.Schedule.Interval < RetryPause ? _rules.Schedule.Interval : RetryPause;
            _notBefore = Now + pause;
            _state.Failure = e.Message;
            _metrics.RecordFailedBackup();
            var last = _state.Last is { } began ? $"the last backup is that of {WireTime.Format(began)}" : "there is no backup";
            Log.BackupFailed(_log, pause.TotalMinutes, e.Message, last);
            return false;
        }
        finally
        {
            await stop.CancelAsync();
            await holding;
        }
    }

    private async Task RunAsync(CancellationToken cancellation)
    {
        var (began, started) = (WireTime.TruncateToMilliseconds(Now), Stopwatch.GetTimestamp());
        var file = _folder.Create(began);
        await RecordInAuditAsync(file, cancellation);
        var contents = await new StoreBackup(_settings.Database, file, _ => { }).RunAsync(cancellation);
        var size = new FileInfo(file).Length;
        Log.BackupComplete(_log, file, size / 1e6, Stopwatch.GetElapsedTime(started).TotalSeconds, contents.ToString());
        if (_rules.IsVerified)
            await VerifyAsync(file, contents, cancellation);
        await _store.Backups.RecordAsync(began, cancellation);
        _state.SetLast(began);

        // Only now, because what is deleted may be needed as long as the new one is not known to be good.
        var deleted = _folder.Prune(file, _rules.Keep, _rules.Schedule.Zone, Now);
        if (deleted.Count > 0)
            Log.BackupsDeleted(_log, deleted.Count, _folder.Find().Count);
    }

    private async Task VerifyAsync(string file, StoreContents contents, CancellationToken cancellation)
    {
        try
        {
            var found = await BackupVerification.RunAsync(file, _settings.Database, null, contents, requiresChecksum: true, cancellation);
            Log.BackupVerified(_log, file, found);
        }
        catch (Exception) when (!cancellation.IsCancellationRequested)
        {
            BackupFolder.SetAside(file);
            throw;
        }
    }

    /// <summary>Before the backup, which so contains the entry. A full disk must not prevent a backup.</summary>
    private async Task RecordInAuditAsync(string file, CancellationToken cancellation)
    {
        try
        {
            await _store.Audit.AppendAsync(AuditEvent.FromService(AuditActions.Backup, detail: $"to {file}"), cancellation);
            await _checkpoints.TryWriteAsync(CheckpointReasons.Backup, cancellation);
        }
        catch (StoreUnavailableException e)
        {
            Log.BackupNotAudited(_log, file, e.Message);
        }
    }

    private async Task HoldLeaseAsync(DateTime due, CancellationToken cancellation)
    {
        try
        {
            while (true)
            {
                await Task.Delay(BackupStore.LeaseLength / 3, _time, cancellation);
                await TryHoldAsync(due, cancellation);
            }
        }
        catch (OperationCanceledException)
        {
            // The backup is done.
        }
    }

    private async Task TryHoldAsync(DateTime due, CancellationToken cancellation)
    {
        try
        {
            await _store.Backups.TryTakeAsync(due, cancellation);
        }
        catch (StoreUnavailableException)
        {
            // Tried again; if the lease is lost, another node makes a backup too, which does no harm.
        }
    }
}
