namespace Leadgate.Bench.Intake;

/// <summary>Bulks of one size.</summary>
/// <param name="LeadsPerBulk">The size.</param>
/// <param name="Connections">Connections at once.</param>
/// <param name="Leads">Leads in a round.</param>
internal sealed record IntakeCase(int LeadsPerBulk, int Connections, int Leads);
