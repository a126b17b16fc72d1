using Leadgate.Storage.Engines;

namespace Leadgate.Storage.Search;

/// <summary>What a portion adds to the counts of hours.</summary>
internal sealed class HourCounts
{
    private const string AddToHour = """
        insert into intake_hour (hour, sender, bulks, leads, with_errors, corrected)
        values (@hour, @sender, @bulks, @leads, @with_errors, @corrected)
        on conflict (hour, sender) do update set
            bulks = intake_hour.bulks + excluded.bulks, leads = intake_hour.leads + excluded.leads,
            with_errors = intake_hour.with_errors + excluded.with_errors, corrected = intake_hour.corrected + excluded.corrected
        """;

    private readonly Dictionary<(DateTime Hour, string Sender), IntakeHour> _hours = [];

    /// <summary>Counts a bulk when its first part is written, unless it was counted before.</summary>
    public void Add(PendingBulk pending)
    {
        if (pending.Done != 0 || pending.Kind == PendingKind.BulkAgain)
            return;
        var bulk = pending.Bulk;
        Add(new IntakeHour(StartOf(bulk.CreatedAt), bulk.CreatedBy, 1, bulk.TotalRecords, bulk.ErrorRecords, 0));
    }

    public void AddCorrected(PendingLead lead)
    {
        if (lead.CorrectedAt is { } at)
            Add(new IntakeHour(StartOf(at), lead.Origin.CreatedBy, 0, 0, 0, 1));
    }

    public IEnumerable<Statement> CreateStatements() =>
        _hours.Values.Select(hour => new Statement(
            AddToHour,
            ("@hour", hour.Hour),
            ("@sender", hour.Sender),
            ("@bulks", hour.Bulks),
            ("@leads", hour.Leads),
            ("@with_errors", hour.WithErrors),
            ("@corrected", hour.Corrected)
        ));

    private void Add(IntakeHour more)
    {
        var key = (more.Hour, more.Sender);
        _hours[key] = _hours.TryGetValue(key, out var hour)
            ? hour with
            {
                Bulks = hour.Bulks + more.Bulks,
                Leads = hour.Leads + more.Leads,
                WithErrors = hour.WithErrors + more.WithErrors,
                Corrected = hour.Corrected + more.Corrected,
            }
            : more;
    }

    private static DateTime StartOf(DateTime utc) => new(utc.Year, utc.Month, utc.Day, utc.Hour, 0, 0, DateTimeKind.Utc);
}
