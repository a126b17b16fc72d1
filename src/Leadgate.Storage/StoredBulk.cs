using Leadgate.Domain.Intake;

namespace Leadgate.Storage;

/// <summary>A bulk as it is stored, without its leads.</summary>
/// <param name="Id">Its id; later bulks have larger ones.</param>
/// <param name="CreatedAt">
/// When it was stored, UTC, to the millisecond, by the clock of the machine. The order of bulks is that of their ids.
/// </param>
/// <param name="CreatedBy">Who sent it.</param>
/// <param name="ErrorRecords">How many of its leads arrived with errors.</param>
internal sealed record StoredBulk(long Id, BulkStatus Status, DateTime CreatedAt, string CreatedBy, int TotalRecords, int ErrorRecords)
{
    /// <summary>How many of these are valid now, because they were corrected.</summary>
    public int CorrectedRecords { get; init; }

    /// <summary>The others: they wait, or were erased or deleted before anybody corrected them.</summary>
    public int UncorrectedRecords => ErrorRecords - CorrectedRecords;
}
