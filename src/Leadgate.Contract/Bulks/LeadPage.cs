namespace Leadgate.Contract.Bulks;

/// <summary>A page of leads, newest first.</summary>
public sealed record LeadPage
{
    /// <summary>The leads of this page.</summary>
    public required IReadOnlyList<FoundLead> Leads { get; init; }

    /// <summary>The cursor of the next page, to be sent as `cursor`; `null` on the last page.</summary>
    /// <example>NTMyLjU3NA</example>
    public required string? Next { get; init; }
}
