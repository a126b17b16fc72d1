using System.Globalization;

namespace Leadgate.Storage;

/// <summary>The condition of a search, in SQL that both tables of leads understand (promise 7.4).</summary>
internal sealed class LeadSearch
{
    private readonly List<string> _conditions = [];
    private readonly List<(string Name, object Value)> _parameters = [];

    public LeadSearch(LeadQuery query)
    {
        if (query.BulkId is { } bulkId) Add("bulk_id = @bulk", ("@bulk", bulkId));
        if (query.LeadId is { } leadId) Add("id = @lead", ("@lead", leadId));

        // Bulks arrive in the order of their ids, so a span of time is a span of ids, and the primary key leads through it.
        if (query.From is { } from) Add("bulk_id >= (select id from bulk where created_at >= @from order by created_at, id limit 1)", ("@from", FieldColumnValues.ToText(from)));
        if (query.Before is { } before)
        {
            Add("bulk_id < coalesce((select id from bulk where created_at >= @before order by created_at, id limit 1), 9223372036854775807)",
                ("@before", FieldColumnValues.ToText(before)));
        }

        if (query.Sources is { } sources) Add($"source in ({Values(sources)})");
        if (query.SubSources is { } subSources) Add($"sub_source in ({Values(subSources)})");
        if (query.After is { } after) Add("(bulk_id, id) < (@after_bulk, @after_lead)", ("@after_bulk", after.BulkId), ("@after_lead", after.LeadId));
        Parameters.Add(("@limit", (long)query.Limit));
    }

    public string Where => _conditions.Count == 0 ? "true" : string.Join(" and ", _conditions);

    public List<(string Name, object Value)> Parameters => _parameters;

    private void Add(string condition, params ReadOnlySpan<(string, object)> parameters)
    {
        _conditions.Add(condition);
        _parameters.AddRange(parameters);
    }

    /// <summary>Values of items are integers of ours, safe to write out; none of them finds nothing.</summary>
    private static string Values(IReadOnlyList<int> values) =>
        values.Count == 0 ? "null" : string.Join(", ", values.Select(value => value.ToString(CultureInfo.InvariantCulture)));
}
