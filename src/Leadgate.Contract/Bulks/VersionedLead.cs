namespace Leadgate.Contract.Bulks;

/// <summary>One lead with its version.</summary>
public sealed record VersionedLead : FoundLead
{
    /// <summary>Grows with every change of the lead; the `ETag` is the version in quotation marks.</summary>
    /// <example>1</example>
    public required int Version { get; init; }
}
