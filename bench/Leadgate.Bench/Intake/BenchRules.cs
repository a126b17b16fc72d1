using Leadgate.Domain.Leads;

namespace Leadgate.Bench.Intake;

/// <summary>The rules by which the generated leads are validated.</summary>
internal static class BenchRules
{
    public static readonly LeadRules Rules = new(
        "JTC",
        TimeZoneInfo.CreateCustomTimeZone("Riyadh", TimeSpan.FromHours(3), null, null),
        100
    );
}
