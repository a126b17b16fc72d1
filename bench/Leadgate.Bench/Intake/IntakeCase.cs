namespace Leadgate.Bench.Intake;

/// <summary>Bulks of one size.</summary>
/// <param name="LeadsPerBulk">The size.</param>
/// <param name="Connections">Connections at once.</param>
/// <param name="Leads">Leads in a round.</param>
/// <param name="ErrorPercent">The percentage of leads with errors.</param>
internal sealed record IntakeCase(int LeadsPerBulk, int Connections, int Leads, int ErrorPercent = 0)
{
    public int ErrorsPerBulk => LeadsPerBulk * ErrorPercent / 100;
}
