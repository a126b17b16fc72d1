namespace Leadgate.Server.Persons;

/// <summary>The result of an erasure, or of counting what it would erase.</summary>
internal abstract record ErasePersonOutcome
{
    private ErasePersonOutcome() { }

    public sealed record Done(DataSubjectCounts Counts) : ErasePersonOutcome;

    /// <summary>The request does not identify a person; the reason says what to send.</summary>
    public sealed record Invalid(string Reason, string ReasonAr) : ErasePersonOutcome;
}
