using System.Diagnostics.Metrics;
using Leadgate.Contract.Issues;
using Leadgate.Domain.Leads;
using Leadgate.Domain.Lists;

namespace Leadgate.Storage;

/// <summary>
/// The metrics of a store. They are counted at the commit, so that they agree with the tables also when a sender did not wait for the
/// response. docs/telemetry.md describes the instruments. While nobody listens, a commit costs a few comparisons; while somebody does,
/// leads are counted without allocating, by runs of the same source.
/// </summary>
internal sealed class StoreMetrics : IDisposable
{
    /// <summary>The name of the meter.</summary>
    public const string MeterName = "Leadgate.Storage";

    /// <summary>The source of a lead whose source is not in the list: what was sent may be any text, and is not reported.</summary>
    public const string UnknownSource = "unknown";

    private readonly Meter _meter = new(MeterName);
    private readonly Counter<long> _valid;
    private readonly Counter<long> _withErrors;
    private readonly Counter<long> _errors;
    private readonly Counter<long> _bulks;
    private readonly Histogram<int> _commitBulks;
    private readonly Histogram<double> _commitTime;

    /// <param name="waiting">How many bulks wait to be written, and about how much memory they hold in bytes.</param>
    public StoreMetrics(Func<(int Bulks, long Bytes)> waiting)
    {
        _valid = _meter.CreateCounter<long>("leadgate.leads.accepted", "{lead}", "Leads without errors that were stored.");
        _withErrors = _meter.CreateCounter<long>("leadgate.leads.with_errors", "{lead}", "Leads with errors that were stored.");
        _errors = _meter.CreateCounter<long>(
            "leadgate.leads.errors",
            "{error}",
            "Errors of the leads with errors; one lead may have several."
        );
        _bulks = _meter.CreateCounter<long>("leadgate.bulks.stored", "{bulk}", "Bulks that were stored.");
        _commitBulks = _meter.CreateHistogram(
            "leadgate.commit.bulks",
            "{bulk}",
            "Bulks that shared a transaction.",
            advice: new InstrumentAdvice<int> { HistogramBucketBoundaries = [1, 2, 4, 8, 16, 32, 64, 128, 256] }
        );
        _commitTime = _meter.CreateHistogram(
            "leadgate.commit.duration",
            "s",
            "How long a transaction took, from its beginning until it was on disk.",
            advice: new InstrumentAdvice<double>
            {
                HistogramBucketBoundaries = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
            }
        );
        _meter.CreateObservableGauge(
            "leadgate.queue.bulks",
            () => waiting().Bulks,
            "{bulk}",
            "Bulks that wait to be written, and those being written."
        );
        _meter.CreateObservableGauge("leadgate.queue.size", () => waiting().Bytes, "By", "About how much memory they hold.");
    }

    /// <summary>
    /// Counts a transaction that is on disk. It comes before the results are delivered: the leads may be disposed of after that.
    /// </summary>
    /// <param name="bulks">The bulks that it stored. A transaction without bulks is not counted.</param>
    /// <param name="took">How long it took.</param>
    public void Committed(IReadOnlyList<NewBulk> bulks, TimeSpan took)
    {
        if (bulks.Count == 0)
            return;
        _commitTime.Record(took.TotalSeconds);
        _commitBulks.Record(bulks.Count);
        _bulks.Add(bulks.Count);
        if (!_valid.Enabled && !_withErrors.Enabled && !_errors.Enabled)
            return;
        for (var i = 0; i < bulks.Count; i++)
            Count(bulks[i].Bulk.Leads);
    }

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();

    private void Count(IReadOnlyList<Lead> leads)
    {
        ListItem? source = null;
        var (valid, withErrors) = (0, 0);
        Span<int> errors = stackalloc int[IssueCode.All.Count];
        for (var i = 0; i < leads.Count; i++)
        {
            var lead = leads[i];
            if (lead[LeadFields.Source].Item is var current && !ReferenceEquals(current, source))
            {
                Add(source, valid, withErrors, errors);
                (source, valid, withErrors) = (current, 0, 0);
            }

            if (lead.HasErrors)
                withErrors++;
            else
                valid++;
            for (var error = 0; error < lead.Errors.Count; error++)
                errors[IndexOf(lead.Errors[error].Code)]++;
        }

        Add(source, valid, withErrors, errors);
    }

    /// <summary>Adds a run of leads with one source, and clears the errors for the next run.</summary>
    private void Add(ListItem? source, int valid, int withErrors, Span<int> errors)
    {
        var tag = new KeyValuePair<string, object?>("source", source?.Label ?? UnknownSource);
        if (valid > 0)
            _valid.Add(valid, tag);
        if (withErrors == 0)
            return;
        _withErrors.Add(withErrors, tag);
        for (var index = 0; index < errors.Length; index++)
        {
            if (errors[index] > 0)
                _errors.Add(errors[index], tag, new KeyValuePair<string, object?>("code", IssueCode.All[index].Word));
        }

        errors.Clear();
    }

    /// <summary>By reference: codes are records, and comparing them would compare their texts.</summary>
    private static int IndexOf(IssueCode code)
    {
        var index = 0;
        while (!ReferenceEquals(IssueCode.All[index], code))
            index++;
        return index;
    }
}
