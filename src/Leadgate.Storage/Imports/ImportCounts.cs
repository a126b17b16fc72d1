namespace Leadgate.Storage.Imports;

/// <summary>What rows have become.</summary>
/// <param name="Valid">Valid leads.</param>
/// <param name="WithErrors">Leads with errors.</param>
/// <param name="Skipped">Rows that name a lead which cannot be corrected.</param>
internal readonly record struct ImportCounts(long Valid, long WithErrors, long Skipped)
{
    public long Processed => Valid + WithErrors + Skipped;

    public static ImportCounts operator +(ImportCounts a, ImportCounts b) =>
        new(a.Valid + b.Valid, a.WithErrors + b.WithErrors, a.Skipped + b.Skipped);
}
