namespace Leadgate.Server.Leads;

/// <summary>How many leads a correction of many changes.</summary>
/// <param name="Corrected">How many become valid.</param>
/// <param name="WithErrors">How many still have other errors.</param>
internal readonly record struct BulkCorrectionCounts(long Corrected, long WithErrors)
{
    public static BulkCorrectionCounts operator +(BulkCorrectionCounts a, BulkCorrectionCounts b) =>
        new(a.Corrected + b.Corrected, a.WithErrors + b.WithErrors);
}
