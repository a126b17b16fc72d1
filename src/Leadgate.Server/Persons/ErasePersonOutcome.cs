using Leadgate.Storage;

namespace Leadgate.Server.Persons;

/// <summary>The result of an erasure, or of finding what it would erase.</summary>
internal abstract record ErasePersonOutcome
{
    private ErasePersonOutcome() { }

    /// <param name="Excepted">Leads that stay as they are, because the request excepts them.</param>
    /// <param name="Elsewhere">What mentions the data subject outside of leads.</param>
    /// <param name="Bytes">What became of the erased bytes; null if nothing was erased.</param>
    public sealed record Done(DataSubjectCounts Counts, long Excepted, IReadOnlyList<NamedRows> Elsewhere, ErasedBytes? Bytes)
        : ErasePersonOutcome;

    /// <summary>The request does not identify a person; the reason says what to send.</summary>
    public sealed record Invalid(string Reason, string ReasonAr) : ErasePersonOutcome;
}
