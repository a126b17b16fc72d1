namespace Leadgate.Server.Leads;

/// <summary>What is to be corrected in every lead that has a wrong value in a field.</summary>
/// <param name="Field">The field by any of its names.</param>
/// <param name="Value">The wrong value as it was sent.</param>
/// <param name="Replacement">The JSON of what replaces it; empty if nothing was said.</param>
/// <param name="RemembersAlias">Whether the wrong value becomes an alias of the item that the replacement names.</param>
/// <param name="IsDryRun">Whether to count only.</param>
internal sealed record BulkCorrectionCommand(
    string Field,
    string Value,
    ReadOnlyMemory<byte> Replacement,
    bool RemembersAlias = false,
    bool IsDryRun = false
);
