using System.Globalization;
using Leadgate.Domain.Audit;
using Leadgate.Storage;

namespace Leadgate.Server.Persons;

/// <summary>What a part of the store holds on a person.</summary>
/// <param name="Leads">Their own leads, and those of others that name them; newest first.</param>
/// <param name="Keys">Idempotency keys that name them.</param>
internal sealed record DataSubjectMatches(IReadOnlyList<MatchedLead> Leads, IReadOnlyList<CallerKey> Keys)
{
    /// <summary>Their own leads.</summary>
    public IEnumerable<MatchedLead> Own => Leads.Where(lead => lead.IsOwn);

    /// <summary>Leads of others that name them.</summary>
    public IEnumerable<MatchedLead> Mentions => Leads.Where(lead => !lead.IsOwn);

    /// <summary>How many there are.</summary>
    public DataSubjectCounts Counts => new(Own.Count(), Mentions.Count(), Keys.Count);

    /// <summary>For the trail: ids and counts, and nothing that says who it was.</summary>
    public string Detail =>
        string.Create(CultureInfo.InvariantCulture, $"leads {Ids(Own)}; named in {Ids(Mentions)}; {Keys.Count} idempotency keys");

    private static string Ids(IEnumerable<MatchedLead> leads) =>
        IdRanges.Format(leads.Select(lead => lead.Stored.Id)) is { Length: > 0 } ids ? ids : "none";
}
