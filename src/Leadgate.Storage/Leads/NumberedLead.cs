using Leadgate.Domain.Leads;

namespace Leadgate.Storage.Leads;

/// <summary>A lead with the ids that it was given.</summary>
/// <param name="Issues">The issues of a bulk.</param>
/// <param name="IssueIndex">Which of them are the lead's.</param>
internal readonly record struct NumberedLead(long BulkId, long Id, long FirstVehicleId, Lead Lead, BulkIssues Issues, int IssueIndex)
{
    public ReadOnlyMemory<byte> Errors => Issues.GetErrors(IssueIndex);

    public ReadOnlyMemory<byte> Warnings => Issues.GetWarnings(IssueIndex);
}
