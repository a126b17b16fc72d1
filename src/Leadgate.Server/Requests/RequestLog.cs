using Leadgate.Server.Telemetry;
using Leadgate.Storage;
using Leadgate.Storage.Requests;

namespace Leadgate.Server.Requests;

/// <summary>
/// Collects the requests of API keys in memory until they are written. A request only waits for a lock for the time of adding a row: the
/// database is written by <see cref="RequestLogService"/>, at most so many rows at a time. What is too much is counted by the hour as ever
/// and not logged; refused requests, which support is asked about, have a place of their own, so that others don't displace them.
/// </summary>
internal sealed class RequestLog(ILeadStore store, LeadgateMetrics metrics, TimeProvider time)
{
    /// <summary>The most requests of either kind that are logged between two writes.</summary>
    public const int Capacity = 1000;

    private readonly Lock _lock = new();
    private readonly HashSet<long> _written = [];
    private Collected _collected = new();

    public void Add(LoggedRequest request)
    {
        lock (_lock)
        {
            var rows = request.IsRefused ? _collected.Refused : _collected.Accepted;
            if (rows.Count < Capacity)
                rows.Add(request);
            else
                _collected.Dropped++;
            Count(request);
        }
    }

    /// <summary>Writes what was collected. If that fails, the counts are kept for the next time and the rows are lost.</summary>
    public async Task WriteAsync(CancellationToken cancellation)
    {
        Collected collected;
        lock (_lock)
        {
            (collected, _collected) = (_collected, new Collected());
        }

        if (collected.Hours.Count == 0)
            return;
        if (collected.Dropped > 0)
            metrics.RecordUnloggedRequests(collected.Dropped);
        List<LoggedRequest> rows = [.. collected.Accepted.Concat(collected.Refused).OrderBy(request => request.At)];
        try
        {
            await store.Requests.WriteAsync(rows, collected.Hours.Values, cancellation);
        }
        catch (StoreUnavailableException)
        {
            metrics.RecordUnloggedRequests(rows.Count);
            lock (_lock)
            {
                foreach (var hour in collected.Hours.Values)
                    AddCounts(hour);
            }

            throw;
        }

        _written.UnionWith(rows.Select(request => request.KeyId));
    }

    /// <summary>Deletes what is no longer kept.</summary>
    /// <returns>How many requests were deleted.</returns>
    public async Task<long> TrimAsync(RequestLogRules rules, CancellationToken cancellation)
    {
        long[] keys = [.. _written];
        _written.Clear();
        var before = time.GetUtcNow().UtcDateTime.AddDays(-rules.Days);
        return await store.Requests.TrimAsync(before, rules.RowsPerKey, keys, cancellation);
    }

    private void Count(LoggedRequest request)
    {
        var hour = new DateTime(request.At.Year, request.At.Month, request.At.Day, request.At.Hour, 0, 0, DateTimeKind.Utc);
        AddCounts(
            new RequestHour(
                request.KeyId,
                hour,
                Requests: 1,
                Rejected: request.Status is >= 400 and < 500 ? 1 : 0,
                Failed: request.Status >= 500 ? 1 : 0,
                request.Leads ?? 0,
                request.LeadsWithErrors ?? 0
            )
        );
    }

    private void AddCounts(RequestHour counts)
    {
        var hours = _collected.Hours;
        var key = (counts.KeyId, counts.Hour);
        hours[key] = hours.TryGetValue(key, out var before) ? before.Plus(counts) : counts;
    }

    private sealed class Collected
    {
        public List<LoggedRequest> Accepted { get; } = [];

        public List<LoggedRequest> Refused { get; } = [];

        public Dictionary<(long, DateTime), RequestHour> Hours { get; } = [];

        public long Dropped { get; set; }
    }
}
