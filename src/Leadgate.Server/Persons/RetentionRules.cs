namespace Leadgate.Server.Persons;

/// <summary>How long data is kept, in days; null for forever.</summary>
/// <param name="SentDays">The original data of leads with errors.</param>
internal sealed record RetentionRules(int? SentDays, int? LeadsWithErrorsDays, int? AuditDays);
