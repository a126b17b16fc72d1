namespace Leadgate.Server.Persons;

/// <summary>How much there is on a person.</summary>
/// <param name="Leads">Their own leads.</param>
/// <param name="Mentions">Leads of others that name them.</param>
/// <param name="Keys">Idempotency keys that name them.</param>
internal readonly record struct DataSubjectCounts(long Leads, long Mentions, long Keys)
{
    /// <summary>The two together.</summary>
    public static DataSubjectCounts operator +(DataSubjectCounts a, DataSubjectCounts b) =>
        new(a.Leads + b.Leads, a.Mentions + b.Mentions, a.Keys + b.Keys);
}
