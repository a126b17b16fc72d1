namespace Leadgate.Storage.Audit;

/// <summary>Where the audit trail begins and ends.</summary>
/// <param name="FirstId">The oldest entry.</param>
/// <param name="LastId">The newest entry.</param>
/// <param name="LastHash">The hash of the newest entry.</param>
internal sealed record AuditExtent(long FirstId, long LastId, ReadOnlyMemory<byte> LastHash);
