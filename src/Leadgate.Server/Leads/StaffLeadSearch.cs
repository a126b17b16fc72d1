using Leadgate.Domain.Search;

namespace Leadgate.Server.Leads;

/// <summary>Which leads staff look for, and which page of them.</summary>
internal sealed record StaffLeadSearch
{
    public LeadFilter Filter { get; init; } = new();

    /// <summary>Whether the days of the filter are those of corrections that made a lead valid, not of its arrival.</summary>
    public bool IsCorrected { get; init; }

    public LeadOrder Order { get; init; }

    /// <summary>The page begins after this lead; null for the first page.</summary>
    public long? After { get; init; }

    /// <summary>The page ends before this lead.</summary>
    public long? Before { get; init; }

    public int Limit { get; init; } = 50;

    /// <summary>The same leads from the other end.</summary>
    public LeadOrder Reverse => Order == LeadOrder.NewestFirst ? LeadOrder.OldestFirst : LeadOrder.NewestFirst;
}
