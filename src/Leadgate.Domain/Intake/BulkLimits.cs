namespace Leadgate.Domain.Intake;

/// <summary>The largest bulk that is accepted (promise 6.1).</summary>
internal sealed record BulkLimits(int MaxLeads, long MaxBytes);
