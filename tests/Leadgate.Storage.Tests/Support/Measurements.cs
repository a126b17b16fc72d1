using System.Diagnostics.Metrics;

namespace Leadgate.Storage.Tests.Support;

/// <summary>
/// Hears the metrics of what is made by <see cref="Of"/>, and of nothing else: tests run side by side in one process, and an instrument is
/// published on the thread that makes it.
/// </summary>
internal sealed class Measurements : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly Lock _lock = new();
    private readonly Dictionary<string, (long Sum, int Count)> _heard = [];
    private int _thread;

    public Measurements()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name != StoreMetrics.MeterName || Environment.CurrentManagedThreadId != _thread)
                return;
            _heard[instrument.Name] = default;
            listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<int>((instrument, value, _, _) => Hear(instrument, value));
        _listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => Hear(instrument, value));
        _listener.SetMeasurementEventCallback<double>((instrument, value, _, _) => Hear(instrument, 0));
        _listener.Start();
    }

    /// <summary>Makes something that is to be heard.</summary>
    public T Of<T>(Func<T> make)
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

    /// <summary>What an instrument has told in all; whole numbers only.</summary>
    public long Sum(string instrument) => Told(instrument).Sum;

    /// <summary>How often it has.</summary>
    public int Count(string instrument) => Told(instrument).Count;

    /// <summary>What a gauge tells now.</summary>
    public long Ask(string gauge)
    {
        var before = Sum(gauge);
        _listener.RecordObservableInstruments();
        return Sum(gauge) - before;
    }

    public void Dispose() => _listener.Dispose();

    private (long Sum, int Count) Told(string instrument)
    {
        lock (_lock)
            return _heard[instrument];
    }

    private void Hear(Instrument instrument, long value)
    {
        lock (_lock)
        {
            var (sum, count) = _heard[instrument.Name];
            _heard[instrument.Name] = (sum + value, count + 1);
        }
    }
}
