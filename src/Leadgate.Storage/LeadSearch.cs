using System.Globalization;

namespace Leadgate.Storage;

/// <summary>The condition of a search, in SQL that both tables of leads understand (promise 7.4).</summary>
internal sealed class LeadSearch
{
    private readonly List<string> _conditions = [];
    private readonly List<(string Name, object Value)> _parameters = [];
    private bool _isOfOneBulk;

    /// <param name="query">What is looked for.</param>
    /// <param name="moment">How the engine takes a moment.</param>
    /// <param name="idsFollowTime">
    /// Whether no bulk is ever dated earlier than one with a smaller id: a span of time is then a span of ids, and the primary key
    /// leads through it. So it is where one process writes, and not where the clocks of several do.
    /// </param>
    public LeadSearch(LeadQuery query, Func<DateTime, object> moment, bool idsFollowTime)
    {
        if (query.BulkId is { } bulkId)
            AddBulk(bulkId);
        if (query.CreatedBy is { } sender)
            Add("bulk_id in (select id from bulk where created_by = @sender)", ("@sender", sender));
        if (query.LeadId is { } leadId)
            Add("id = @lead", ("@lead", leadId));

        if (query.From is { } from)
            Add(
                idsFollowTime ? $"bulk_id >= ({FirstBulkFrom("@from")})" : "bulk_id in (select id from bulk where created_at >= @from)",
                ("@from", moment(from))
            );
        if (query.Before is { } before)
        {
            Add(
                idsFollowTime
                    ? $"bulk_id < coalesce(({FirstBulkFrom("@before")}), {long.MaxValue})"
                    : "bulk_id in (select id from bulk where created_at < @before)",
                ("@before", moment(before))
            );
        }

        if (query.Sources is { } sources)
            Add($"source in ({Values(sources)})");
        if (query.SubSources is { } subSources)
            Add($"sub_source in ({Values(subSources)})");
        if (query.After is { } after)
            Add("(bulk_id, id) < (@after_bulk, @after_lead)", ("@after_bulk", after.BulkId), ("@after_lead", after.LeadId));
        (Limit, NewestFirst) = (query.Limit, true);
        (InAccepted, InWithErrors) = (query.IsError != true, query.IsError != false && query.LeadId is null);
        _parameters.Add(("@limit", (long)query.Limit));
    }

    private LeadSearch(int limit)
    {
        (Limit, InAccepted, InWithErrors) = (limit, true, true);
        _parameters.Add(("@limit", (long)limit));
    }

    /// <summary>The next leads of a bulk in the order sent.</summary>
    public static LeadSearch OfBulk(long bulkId, long afterLeadId, int limit)
    {
        var search = new LeadSearch(limit);
        search.AddBulk(bulkId);
        search.Add("id > @after", ("@after", afterLeadId));
        return search;
    }

    /// <summary>Whether accepted leads are looked for.</summary>
    public bool InAccepted { get; }

    /// <summary>Whether leads with errors are looked for; none of them is found by a lead id.</summary>
    public bool InWithErrors { get; }

    /// <summary>The most leads.</summary>
    public int Limit { get; }

    /// <summary>Whether the newest come first, and not those of a bulk in their order.</summary>
    public bool NewestFirst { get; }

    public string Direction => NewestFirst ? "desc" : "asc";

    public string Where => _conditions.Count == 0 ? "true" : string.Join(" and ", _conditions);

    public List<(string Name, object Value)> Parameters => _parameters;

    /// <summary>Says once more of another table which bulk it is, where it is one: distributed tables are then asked in one place only.</summary>
    public string AndBulk(string column) => _isOfOneBulk ? $" and {column} = @bulk" : "";

    private static string FirstBulkFrom(string moment) =>
        $"select id from bulk where created_at >= {moment} order by created_at, id limit 1";

    private void AddBulk(long id)
    {
        _isOfOneBulk = true;
        Add("bulk_id = @bulk", ("@bulk", id));
    }

    private void Add(string condition, params ReadOnlySpan<(string, object)> parameters)
    {
        _conditions.Add(condition);
        _parameters.AddRange(parameters);
    }

    /// <summary>Values of items are integers of ours, safe to write out; none of them finds nothing.</summary>
    private static string Values(IReadOnlyList<int> values) =>
        values.Count == 0 ? "null" : string.Join(", ", values.Select(value => value.ToString(CultureInfo.InvariantCulture)));
}
