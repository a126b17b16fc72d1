namespace Leadgate.Bench.Intake;

/// <summary>Bulks of one size.</summary>
/// <param name="Leads">The number of leads in a round.</param>
/// <param name="ErrorPercent">The percentage of leads with errors.</param>
internal sealed record IntakeCase(int LeadsPerBulk, int Connections, int Leads, int ErrorPercent = 0)
{
    public int ErrorsPerBulk => LeadsPerBulk * ErrorPercent / 100;
}
