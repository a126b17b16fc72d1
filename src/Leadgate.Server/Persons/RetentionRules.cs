namespace Leadgate.Server.Persons;

/// <summary>How long data is kept, in days; null for ever.</summary>
/// <param name="SentDays">What was sent of leads with errors.</param>
/// <param name="LeadsWithErrorsDays">Leads with errors.</param>
/// <param name="AuditDays">The trail of who did what.</param>
internal sealed record RetentionRules(int? SentDays, int? LeadsWithErrorsDays, int? AuditDays);
