namespace Leadgate.Storage.Audit;

/// <summary>Which entries of the audit trail are wanted; null is all.</summary>
/// <param name="Actor">The whole name, such as <c>key:3</c>.</param>
/// <param name="From">UTC.</param>
/// <param name="Before">UTC.</param>
internal sealed record AuditFilter(
    string? Actor = null,
    string? Action = null,
    string? Record = null,
    DateTime? From = null,
    DateTime? Before = null
)
{
    public bool IsEmpty => this is { Actor: null, Action: null, Record: null, From: null, Before: null };
}
