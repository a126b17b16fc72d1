using System.Diagnostics.Metrics;
using System.Globalization;
using Leadgate.Contract;
using Leadgate.Contract.Problems;
using Leadgate.Domain.Access;

namespace Leadgate.Server.Telemetry;

/// <summary>
/// The metrics of the service; <see cref="Storage.StoreMetrics"/> has those of the store, and docs/telemetry.md lists all of them. Labels
/// are ids and fixed words, never what somebody sent.
/// </summary>
internal sealed class LeadgateMetrics
{
    /// <summary>The name of the meter.</summary>
    public const string MeterName = "Leadgate";

    /// <summary>The label of requests without a known API key.</summary>
    public const string NoKey = "none";

    private readonly Counter<long> _rejectedBulks;
    private readonly Counter<long> _keyRejections;
    private long _unloggedRequests;
    private volatile StoreAvailability? _store;
    private long _failedBackups;
    private volatile Func<TimeSpan?>? _readBackupAge;
    private volatile FollowerLag? _followerLag;

    public LeadgateMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        _rejectedBulks = meter.CreateCounter<long>(
            "leadgate.bulks.refused",
            "{bulk}",
            "Bulks that were rejected as a whole. Nothing of them was stored."
        );
        _keyRejections = meter.CreateCounter<long>(
            "leadgate.keys.refusals",
            "{request}",
            "Requests that were rejected because of their API key: 401, 403, and 429."
        );
        // Observed, because a counter that nothing was added to is not exported.
        meter.CreateObservableCounter(
            "leadgate.request_log.dropped",
            () => Interlocked.Read(ref _unloggedRequests),
            "{request}",
            "Requests that are counted but not in the request log, because there were too many at once or the database was away."
        );
        meter.CreateObservableGauge(
            "leadgate.store.available",
            ObserveStore,
            "{store}",
            "1 if a bulk could be stored at the last health check, else 0. Checked every five seconds."
        );
        meter.CreateObservableGauge(
            "leadgate.follower.lag",
            ObserveFollower,
            "s",
            "How long ago the oldest bulk arrived that the console's counts and search do not have yet. Read every five seconds."
        );
        meter.CreateObservableCounter(
            "leadgate.backup.failures",
            () => Interlocked.Read(ref _failedBackups),
            "{backup}",
            "Scheduled backups of this node that failed. They are tried again."
        );
        meter.CreateObservableGauge(
            "leadgate.backup.age",
            ObserveBackup,
            "s",
            "How long ago the last good backup of the database began, on whichever node: what arrived since is only in the database."
        );
    }

    /// <summary>Observes the age of the last good backup. The gauge has no value before.</summary>
    /// <param name="readAge">How long ago it began; null if there is none.</param>
    public void ObserveBackupAge(Func<TimeSpan?> readAge) => _readBackupAge = readAge;

    public void RecordFailedBackup() => Interlocked.Increment(ref _failedBackups);

    /// <summary>Records how far the follower is behind. The gauge has no value before the first.</summary>
    public void RecordFollowerLag(TimeSpan lag) => _followerLag = new FollowerLag(lag.TotalSeconds);

    /// <summary>Records the result of a health check. The gauge has no value before the first.</summary>
    public void RecordStoreAvailability(bool isAvailable) => _store = new StoreAvailability(isAvailable);

    /// <summary>Counts a problem response if the request was to store a bulk.</summary>
    public void RecordRejectedBulk(HttpContext http, ProblemType type)
    {
        if (!_rejectedBulks.Enabled || !HttpMethods.IsPost(http.Request.Method))
            return;
        if (http.GetEndpoint() is RouteEndpoint { RoutePattern.RawText: Routes.Bulks or Routes.BulkCheck })
            _rejectedBulks.Add(1, new KeyValuePair<string, object?>("problem", type.Name));
    }

    /// <param name="key">The key, or null if the request had no known key.</param>
    public void RecordKeyRejection(ApiKey? key, ProblemType type)
    {
        if (!_keyRejections.Enabled)
            return;
        _keyRejections.Add(
            1,
            new KeyValuePair<string, object?>("key", key?.Id.ToString(CultureInfo.InvariantCulture) ?? NoKey),
            new KeyValuePair<string, object?>("status", type.Status.ToString(CultureInfo.InvariantCulture))
        );
    }

    public void RecordUnloggedRequests(long count) => Interlocked.Add(ref _unloggedRequests, count);

    private IEnumerable<Measurement<int>> ObserveStore() => _store is { } store ? [new Measurement<int>(store.IsAvailable ? 1 : 0)] : [];

    private IEnumerable<Measurement<double>> ObserveBackup() =>
        _readBackupAge?.Invoke() is { } age ? [new Measurement<double>(age.TotalSeconds)] : [];

    private IEnumerable<Measurement<double>> ObserveFollower() => _followerLag is { } lag ? [new Measurement<double>(lag.Seconds)] : [];

    private sealed record StoreAvailability(bool IsAvailable);

    private sealed record FollowerLag(double Seconds);
}
