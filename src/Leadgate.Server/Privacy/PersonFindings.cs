using System.Globalization;
using Leadgate.Domain.Audit;
using Leadgate.Storage;

namespace Leadgate.Server.Privacy;

/// <summary>What a part of the store holds on a person.</summary>
/// <param name="Leads">Their own leads, and those of others that name them; newest first.</param>
/// <param name="Keys">Idempotency keys that name them.</param>
public sealed record PersonFindings(IReadOnlyList<FoundLead> Leads, IReadOnlyList<CallerKey> Keys)
{
    /// <summary>Their own leads.</summary>
    public IEnumerable<FoundLead> Own => Leads.Where(lead => lead.IsOwn);

    /// <summary>Leads of others that name them.</summary>
    public IEnumerable<FoundLead> Mentions => Leads.Where(lead => !lead.IsOwn);

    /// <summary>How many there are.</summary>
    public PersonCounts Counts => new(Own.Count(), Mentions.Count(), Keys.Count);

    /// <summary>For the trail: ids and counts, and nothing that says who it was.</summary>
    public string Detail =>
        string.Create(CultureInfo.InvariantCulture, $"leads {Ids(Own)}; named in {Ids(Mentions)}; {Keys.Count} idempotency keys");

    private static string Ids(IEnumerable<FoundLead> leads) =>
        IdRanges.Of(leads.Select(lead => lead.Stored.Id)) is { Length: > 0 } ids ? ids : "none";
}

/// <summary>A lead that holds data of a person.</summary>
/// <param name="Stored">The lead.</param>
/// <param name="IsOwn">Whether it is their own.</param>
/// <param name="Paths">Where it names them; in a lead with errors <c>sent</c>, <c>errorList</c> or <c>warningList</c>.</param>
/// <param name="Erasure">What is to be done to erase them from it.</param>
public sealed record FoundLead(StoredLead Stored, bool IsOwn, IReadOnlyList<string> Paths, LeadErasure Erasure);

/// <summary>How much there is on a person.</summary>
/// <param name="Leads">Their own leads.</param>
/// <param name="Mentions">Leads of others that name them.</param>
/// <param name="Keys">Idempotency keys that name them.</param>
public readonly record struct PersonCounts(long Leads, long Mentions, long Keys)
{
    /// <summary>The two together.</summary>
    public static PersonCounts operator +(PersonCounts a, PersonCounts b) =>
        new(a.Leads + b.Leads, a.Mentions + b.Mentions, a.Keys + b.Keys);
}
