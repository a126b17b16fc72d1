using Leadgate.Contract.Issues;

namespace Leadgate.Domain.Leads;

/// <summary>
/// Why a cell of a file did not give the value that a person sees in it: an error of its field, whatever else is wrong there.
/// </summary>
/// <param name="Field">The field of the lead or of a vehicle.</param>
/// <param name="Suggestion">What the cell probably means, or null.</param>
internal readonly record struct CellFault(LeadField Field, IssueCode Code, int? VehicleIndex = null, string? Suggestion = null)
{
    /// <summary>Whether an error can only come from a cell of a file.</summary>
    public static bool IsFault(IssueCode code) =>
        code == IssueCode.PrecisionLost || code == IssueCode.NoCachedValue || code == IssueCode.UnreadableCell;
}
