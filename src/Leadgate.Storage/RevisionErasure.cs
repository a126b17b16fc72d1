namespace Leadgate.Storage;

/// <summary>What replaces the changes of a revision.</summary>
/// <param name="Version">The revision.</param>
/// <param name="Changes">JSON in place of the changes.</param>
/// <param name="IsWhole">Whether all values are erased, and not only some that name somebody.</param>
internal sealed record RevisionErasure(int Version, ReadOnlyMemory<byte> Changes, bool IsWhole);
