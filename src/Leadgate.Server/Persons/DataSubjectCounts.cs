namespace Leadgate.Server.Persons;

/// <summary>The amount of data about a data subject.</summary>
/// <param name="Leads">Their own leads.</param>
/// <param name="Mentions">Leads of other people that mention them.</param>
/// <param name="Keys">Idempotency keys that mention them.</param>
internal readonly record struct DataSubjectCounts(long Leads, long Mentions, long Keys)
{
    public static DataSubjectCounts operator +(DataSubjectCounts a, DataSubjectCounts b) =>
        new(a.Leads + b.Leads, a.Mentions + b.Mentions, a.Keys + b.Keys);
}
