using System.Globalization;
using Leadgate.Storage.Engines;

namespace Leadgate.Storage.Leads;

/// <summary>The conditions of a search, in SQL that fits both tables of leads (promise 7.4).</summary>
internal sealed class LeadSearch
{
    private readonly List<string> _conditions = [];
    private readonly List<(string Name, SqlValue Value)> _parameters = [];
    private bool _isOfOneBulk;

    /// <param name="query">The conditions.</param>
    /// <param name="idsFollowTime">
    /// Whether a span of time is a span of ids (<see cref="IStoreEngine.IdsFollowTime"/>), and so a range of the primary key.
    /// </param>
    /// <param name="buckets">The condition of <see cref="ReferenceIndex"/>, if a reference is searched.</param>
    public LeadSearch(LeadQuery query, bool idsFollowTime, string? buckets)
    {
        if (query.BulkId is { } bulkId)
            AddBulk(bulkId);
        if (query.CreatedBy is { } sender)
            Add("bulk_id in (select id from bulk where created_by = @sender)", ("@sender", sender));
        if (query.LeadId is { } leadId)
            Add("id = @lead", ("@lead", leadId));
        if (query.LeadReference is { } reference)
            Add($"lead_reference = @reference and {buckets}", ("@reference", reference));

        if (query.From is { } from)
            Add(
                idsFollowTime ? $"bulk_id >= ({FirstBulkFrom("@from")})" : "bulk_id in (select id from bulk where created_at >= @from)",
                ("@from", from)
            );
        if (query.Before is { } before)
        {
            Add(
                idsFollowTime
                    ? $"bulk_id < coalesce(({FirstBulkFrom("@before")}), {long.MaxValue})"
                    : "bulk_id in (select id from bulk where created_at < @before)",
                ("@before", before)
            );
        }

        if (query.Sources is { } sources)
            Add($"source in ({Values(sources)})");
        if (query.SubSources is { } subSources)
            Add($"sub_source in ({Values(subSources)})");
        if (query.After is { } after)
            Add("(bulk_id, id) < (@after_bulk, @after_lead)", ("@after_bulk", after.BulkId), ("@after_lead", after.LeadId));
        (Limit, NewestFirst) = (query.Limit, true);
        (InValid, InWithErrors) = (query.IsError != true, query.IsError != false && query.LeadId is null);
        _parameters.Add(("@limit", (long)query.Limit));
    }

    private LeadSearch(int limit)
    {
        (Limit, InValid, InWithErrors) = (limit, true, true);
        _parameters.Add(("@limit", (long)limit));
    }

    /// <summary>The next leads of a bulk in the order of the request.</summary>
    public static LeadSearch ForBulk(long bulkId, long afterLeadId, int limit)
    {
        var search = new LeadSearch(limit);
        search.AddBulk(bulkId);
        search.Add("id > @after", ("@after", afterLeadId));
        return search;
    }

    /// <summary>The next leads of a bulk from one end.</summary>
    /// <param name="after">The id of the last lead that was read, or null.</param>
    public static LeadSearch ForBulk(long bulkId, long? after, int limit, bool newestFirst)
    {
        var search = new LeadSearch(limit) { NewestFirst = newestFirst };
        search.AddBulk(bulkId);
        if (after is { } last)
            search.Add(newestFirst ? "id < @after" : "id > @after", ("@after", last));
        return search;
    }

    /// <summary>Leads by their ids, in whichever table they are.</summary>
    public static LeadSearch ForLeads(IReadOnlyList<long> ids)
    {
        var search = new LeadSearch(ids.Count);
        search.Add($"id in ({string.Join(", ", ids.Select(id => id.ToString(CultureInfo.InvariantCulture)))})");
        return search;
    }

    /// <summary>One lead, in whichever table it is.</summary>
    public static LeadSearch ForLead(long id)
    {
        var search = new LeadSearch(1);
        search.Add("id = @lead", ("@lead", id));
        return search;
    }

    /// <summary>Whether valid leads are searched.</summary>
    public bool InValid { get; }

    /// <summary>Whether leads with errors are searched; none of them is found by a lead id.</summary>
    public bool InWithErrors { get; }

    /// <summary>The most leads.</summary>
    public int Limit { get; }

    /// <summary>Whether the newest come first, and not those of a bulk in their order.</summary>
    public bool NewestFirst { get; private init; }

    public string Direction => NewestFirst ? "desc" : "asc";

    public string Where => _conditions.Count == 0 ? "true" : string.Join(" and ", _conditions);

    public IReadOnlyList<(string Name, SqlValue Value)> Parameters => _parameters;

    /// <summary>Repeats the bulk for another table, where it is one bulk: of distributed tables only one part is then read.</summary>
    public string AndBulk(string column) => _isOfOneBulk ? $" and {column} = @bulk" : "";

    private static string FirstBulkFrom(string time) => $"select id from bulk where created_at >= {time} order by created_at, id limit 1";

    private void AddBulk(long id)
    {
        _isOfOneBulk = true;
        Add("bulk_id = @bulk", ("@bulk", id));
    }

    private void Add(string condition, params ReadOnlySpan<(string, SqlValue)> parameters)
    {
        _conditions.Add(condition);
        _parameters.AddRange(parameters);
    }

    /// <summary>Item values are integers, so they can be part of the SQL; an empty list matches nothing.</summary>
    private static string Values(IReadOnlyList<int> values) =>
        values.Count == 0 ? "null" : string.Join(", ", values.Select(value => value.ToString(CultureInfo.InvariantCulture)));
}
