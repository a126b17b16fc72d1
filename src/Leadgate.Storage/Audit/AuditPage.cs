using Leadgate.Domain.Audit;

namespace Leadgate.Storage.Audit;

/// <summary>Entries of the audit trail, the newest first.</summary>
/// <param name="Entries">Those that match.</param>
/// <param name="SearchedFrom">The oldest entry that was looked at; the next page begins before it. Null if there are no older ones.</param>
internal sealed record AuditPage(IReadOnlyList<AuditEntry> Entries, long? SearchedFrom);
