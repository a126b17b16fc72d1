using System.Diagnostics.Metrics;
using System.Globalization;
using Leadgate.Contract;
using Leadgate.Contract.Problems;
using Leadgate.Domain.Access;

namespace Leadgate.Server.Telemetry;

/// <summary>
/// What the service counts beside what the store counts (<see cref="Storage.StoreMetrics"/>). Each instrument is written once, in the
/// constructor; docs/signals.md shows them. Labels are ids and words of ours and never what somebody sent.
/// </summary>
internal sealed class LeadgateMetrics
{
    /// <summary>The name of the meter.</summary>
    public const string MeterName = "Leadgate";

    /// <summary>The key of a request that showed none, or none that is known.</summary>
    public const string NoKey = "none";

    private readonly Counter<long> _bulksRefused;
    private readonly Counter<long> _keyRefusals;
    private volatile LastLook? _store;

    /// <summary>Makes the instruments.</summary>
    /// <param name="meters">Makes meters, and disposes of them with the service.</param>
    public LeadgateMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        _bulksRefused = meter.CreateCounter<long>(
            "leadgate.bulks.refused",
            "{bulk}",
            "Bulks that were refused as a whole; nothing of them was stored."
        );
        _keyRefusals = meter.CreateCounter<long>(
            "leadgate.keys.refusals",
            "{request}",
            "Requests that were refused for their API key: 401, 403 and 429."
        );
        meter.CreateObservableGauge(
            "leadgate.store.available",
            ObserveStore,
            "{store}",
            "1 when a bulk could be stored at the last look, else 0; looked at every five seconds."
        );
    }

    /// <summary>Whether the store could be written at the last look; nothing is told before the first.</summary>
    /// <param name="isAvailable">Whether it could.</param>
    public void RecordStoreState(bool isAvailable) => _store = new LastLook(isAvailable);

    /// <summary>Counts a problem, if it is a bulk that it refuses.</summary>
    /// <param name="http">The request.</param>
    /// <param name="type">The problem.</param>
    public void CountProblem(HttpContext http, ProblemType type)
    {
        if (!_bulksRefused.Enabled || !HttpMethods.IsPost(http.Request.Method))
            return;
        if (http.GetEndpoint() is RouteEndpoint { RoutePattern.RawText: Routes.Bulks })
            _bulksRefused.Add(1, new KeyValuePair<string, object?>("problem", type.Name));
    }

    /// <summary>Counts a request that was refused for its key.</summary>
    /// <param name="key">The key, or null.</param>
    /// <param name="type">The problem.</param>
    public void CountKeyRefusal(ApiKey? key, ProblemType type)
    {
        if (!_keyRefusals.Enabled)
            return;
        _keyRefusals.Add(
            1,
            new KeyValuePair<string, object?>("key", key?.Id.ToString(CultureInfo.InvariantCulture) ?? NoKey),
            new KeyValuePair<string, object?>("status", type.Status.ToString(CultureInfo.InvariantCulture))
        );
    }

    private IEnumerable<Measurement<int>> ObserveStore() => _store is { } store ? [new Measurement<int>(store.IsAvailable ? 1 : 0)] : [];

    private sealed record LastLook(bool IsAvailable);
}
