using Leadgate.Domain.Intake;
using Leadgate.Formats.Adf;
using Leadgate.Formats.Csv;
using Leadgate.Formats.Ndjson;

namespace Leadgate.Server.Intake;

/// <summary>Registers the services of intake.</summary>
internal static class IntakeRegistration
{
    public static void AddIntake(this IServiceCollection services)
    {
        services.AddSingleton<ILeadFormat, JsonLeadFormat>();
        services.AddSingleton<ILeadFormat, NdjsonLeadFormat>();
        services.AddSingleton<ILeadFormat, AdfLeadFormat>();
        services.AddSingleton<ILeadFormat, CsvLeadFormat>();
        services.AddSingleton<LeadFormats>();
        services.AddSingleton<IdempotencyKeys>();
        services.AddSingleton<AdmissionControl>();
        services.AddSingleton<LeadIntake>();
        services.AddHostedService<IdempotencyKeyCleanupService>();
    }
}
