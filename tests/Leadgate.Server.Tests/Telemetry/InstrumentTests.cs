using System.Diagnostics.Metrics;
using Leadgate.Server.Telemetry;
using Leadgate.Server.Tests.Support;
using Leadgate.Storage;
using Leadgate.Tests;

namespace Leadgate.Server.Tests.Telemetry;

/// <summary>The instruments and their documentation.</summary>
public sealed class InstrumentTests
{
    [Fact]
    public async Task Documentation_lists_every_instrument()
    {
        var found = new HashSet<(string Name, string Kind, string Unit, string Meaning)>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, _) =>
            {
                if (instrument.Meter.Name is not (LeadgateMetrics.MeterName or StoreMetrics.MeterName))
                    return;
                lock (found)
                    found.Add((instrument.Name, GetKind(instrument), instrument.Unit!, instrument.Description!));
            },
        };
        listener.Start();
        await using var server = await RunningServer.StartAsync();
        lock (found)
        {
            Assert.Equal(
                found.OrderBy(instrument => instrument.Name, StringComparer.Ordinal),
                MetricRow.All.Select(row => (row.Name, row.Kind, row.Unit, row.Meaning)).OrderBy(row => row.Name, StringComparer.Ordinal)
            );
        }
    }

    [Fact]
    public async Task Without_a_collector_no_span_is_created_and_nothing_is_allocated()
    {
        FaultInjectingStore? store = null;
        await using var server = await RunningServer.StartAsync(store: real => store = new FaultInjectingStore(real));
        using var request = TestData.Post(
            TestData.Bulk(TestData.Lead()),
            ("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")
        );
        using var answer = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode);
        Assert.False(store!.WasTraced);
        Assert.Equal(
            0,
            Allocation.Of(() =>
            {
                using var read = IntakeSpans.StartValidation();
                using var find = IntakeSpans.StartKeyLookup();
                using var commit = IntakeSpans.StartCommit();
                read.SetLeadCounts(1, 0);
                commit.SetBulkId(1);
            })
        );
    }

    private static string GetKind(Instrument instrument) =>
        instrument.GetType().Name.Split('`')[0] switch
        {
            "Counter" or "ObservableCounter" => "counter",
            "Histogram" => "histogram",
            "ObservableGauge" => "gauge",
            var other => other,
        };
}
