using System.Globalization;
using Leadgate.Domain.Audit;
using Leadgate.Storage;

namespace Leadgate.Server.Persons;

/// <summary>What a part of the store holds about a data subject.</summary>
/// <param name="Leads">Their own leads and those of other people that mention them, newest first.</param>
/// <param name="Keys">Idempotency keys that mention them.</param>
internal sealed record DataSubjectMatches(IReadOnlyList<MatchedLead> Leads, IReadOnlyList<CallerKey> Keys)
{
    public IEnumerable<MatchedLead> Own => Leads.Where(lead => lead.IsOwn);

    public IEnumerable<MatchedLead> Mentions => Leads.Where(lead => !lead.IsOwn);

    public DataSubjectCounts Counts => new(Leads.Count(lead => lead.IsErasedWhole), Leads.Count(lead => !lead.IsErasedWhole), Keys.Count);

    /// <summary>Of an export, for the audit trail: ids and counts only, nothing that identifies the data subject.</summary>
    public string ExportDetail => Format(Own, Mentions);

    /// <summary>Of an erasure, likewise.</summary>
    public string ErasureDetail => Format(Leads.Where(lead => lead.IsErasedWhole), Leads.Where(lead => !lead.IsErasedWhole));

    private string Format(IEnumerable<MatchedLead> own, IEnumerable<MatchedLead> others) =>
        string.Create(CultureInfo.InvariantCulture, $"leads {Ids(own)}; named in {Ids(others)}; {Keys.Count} idempotency keys");

    private static string Ids(IEnumerable<MatchedLead> leads) =>
        IdRanges.Format(leads.Select(lead => lead.Stored.Id)) is { Length: > 0 } ids ? ids : "none";
}
