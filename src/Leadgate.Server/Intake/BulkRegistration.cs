using Leadgate.Server.Leads;

namespace Leadgate.Server.Intake;

/// <summary>The services behind the routes of <see cref="BulkEndpoints"/>.</summary>
internal static class BulkRegistration
{
    public static void AddBulks(this IServiceCollection services)
    {
        services.AddSingleton<IdempotencyKeys>();
        services.AddSingleton<AdmissionControl>();
        services.AddSingleton<LeadIntake>();
        services.AddSingleton<ReadConcurrencyLimit>();
        services.AddSingleton<BulkAnswers>();
        services.AddHostedService<IdempotencyKeyCleanupService>();
    }
}
