using Leadgate.Domain.Intake;

namespace Leadgate.Server.Intake;

/// <summary>Registers the services of intake.</summary>
internal static class IntakeRegistration
{
    public static void AddIntake(this IServiceCollection services)
    {
        services.AddSingleton<ILeadFormat, JsonLeadFormat>();
        services.AddSingleton<LeadFormats>();
        services.AddSingleton<IdempotencyKeys>();
        services.AddSingleton<AdmissionControl>();
        services.AddSingleton<LeadIntake>();
        services.AddHostedService<IdempotencyKeyCleanupService>();
    }
}
