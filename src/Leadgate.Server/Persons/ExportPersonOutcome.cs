using Leadgate.Domain.Privacy;

namespace Leadgate.Server.Persons;

/// <summary>The result of asking for an export.</summary>
internal abstract record ExportPersonOutcome
{
    private ExportPersonOutcome() { }

    /// <summary>The data subject is known; their data is found while it is enumerated, and each part is in the audit trail first.</summary>
    public sealed record Found(DataSubject Subject, IAsyncEnumerable<DataSubjectMatches> Parts) : ExportPersonOutcome;

    /// <summary>The request does not identify a person; the reason says what to send.</summary>
    public sealed record Invalid(string Reason, string ReasonAr) : ExportPersonOutcome;
}
