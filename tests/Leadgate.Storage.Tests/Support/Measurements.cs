using System.Diagnostics.Metrics;

namespace Leadgate.Storage.Tests.Support;

/// <summary>
/// Listens to the metrics of what is created by <see cref="Measure"/>, and of nothing else: tests run in parallel in one process, and an
/// instrument is published on the thread that creates it.
/// </summary>
internal sealed class Measurements : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly Lock _lock = new();
    private readonly Dictionary<string, (long Sum, int Count)> _values = [];
    private int _thread;

    public Measurements()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name != StoreMetrics.MeterName || Environment.CurrentManagedThreadId != _thread)
                return;
            _values[instrument.Name] = default;
            listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<int>((instrument, value, _, _) => Record(instrument, value));
        _listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => Record(instrument, value));
        _listener.SetMeasurementEventCallback<double>((instrument, value, _, _) => Record(instrument, 0));
        _listener.Start();
    }

    /// <summary>Creates something that is to be measured.</summary>
    public T Measure<T>(Func<T> make)
    {
        _thread = Environment.CurrentManagedThreadId;
        try
        {
            return make();
        }
        finally
        {
            _thread = 0;
        }
    }

    /// <summary>The sum of what an instrument has recorded; whole numbers only.</summary>
    public long Sum(string instrument) => Read(instrument).Sum;

    /// <summary>How often an instrument has recorded something.</summary>
    public int Count(string instrument) => Read(instrument).Count;

    /// <summary>The present value of a gauge.</summary>
    public long Observe(string gauge)
    {
        var before = Sum(gauge);
        _listener.RecordObservableInstruments();
        return Sum(gauge) - before;
    }

    public void Dispose() => _listener.Dispose();

    private (long Sum, int Count) Read(string instrument)
    {
        lock (_lock)
            return _values[instrument];
    }

    private void Record(Instrument instrument, long value)
    {
        lock (_lock)
        {
            var (sum, count) = _values[instrument.Name];
            _values[instrument.Name] = (sum + value, count + 1);
        }
    }
}
