namespace Leadgate.Storage;

/// <summary>What became of a bulk.</summary>
/// <param name="Bulk">The stored bulk: this one, or the one that its key was first used for; null when the key was used with another body.</param>
internal sealed record AppendOutcome(StoredBulk? Bulk);
