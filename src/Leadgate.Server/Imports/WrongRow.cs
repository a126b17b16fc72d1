using Leadgate.Domain.Leads;

namespace Leadgate.Server.Imports;

/// <summary>A row of a file whose lead would have errors.</summary>
/// <param name="Row">Which row it is, from 0; blank rows and headers are not counted.</param>
/// <param name="Line">Its line in the file, from 1, the header counted.</param>
/// <param name="Cells">The errors; empty if it would be valid.</param>
internal sealed record WrongRow(long Row, long Line, IReadOnlyList<WrongCell> Cells)
{
    /// <summary>
    /// The fields that decide what a wrong one can be, such as the region of a city, by their path: one of the two has to be corrected.
    /// </summary>
    public IReadOnlyList<(string Path, LeadField Field, string Text)> Parents { get; init; } = [];
}
