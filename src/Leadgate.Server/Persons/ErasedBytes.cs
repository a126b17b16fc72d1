namespace Leadgate.Server.Persons;

/// <summary>What became of the bytes of what was erased.</summary>
/// <param name="AreGone">Whether the files of the database were rewritten without them.</param>
/// <param name="Failure">Why not, if that was tried.</param>
internal sealed record ErasedBytes(bool AreGone, string? Failure = null);
