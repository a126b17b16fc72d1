namespace Leadgate.Storage.Corrections;

/// <summary>A correction of many leads as it is stored.</summary>
/// <param name="Sender">Whose leads it corrects; null for those of all.</param>
internal sealed record BulkCorrection(long Id, string Status, string Field, string? Sender)
{
    public bool IsRunning => Status == BulkCorrectionStatus.Running;

    /// <summary>The wrong value, folded; null when it has ended.</summary>
    public string? Value { get; init; }

    /// <summary>The JSON of what replaces it; null when it has ended.</summary>
    public string? Replacement { get; init; }

    public required string RequestedBy { get; init; }

    public required string Actor { get; init; }

    public required string CameFrom { get; init; }

    public required DateTime RequestedAt { get; init; }

    public DateTime? EndedAt { get; init; }

    /// <summary>How many leads had the value when it was asked for.</summary>
    public long Found { get; init; }

    /// <summary>How many leads are valid now.</summary>
    public long Corrected { get; init; }

    /// <summary>How many leads have the replacement, and other errors.</summary>
    public long WithErrors { get; init; }

    /// <summary>The last lead that was looked at.</summary>
    public long AfterLead { get; init; }

    /// <summary>How many leads it concerns: those that were found, or more if further ones were corrected.</summary>
    public long Leads => IsRunning ? Math.Max(Found, Corrected + WithErrors) : Corrected + WithErrors;
}
