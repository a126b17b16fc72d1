namespace Leadgate.Domain.Intake;

/// <summary>How much a bulk may hold (promise 6.1).</summary>
/// <param name="MaxLeads">The most leads.</param>
/// <param name="MaxBytes">The most bytes of the body.</param>
internal sealed record BulkLimits(int MaxLeads, long MaxBytes);
