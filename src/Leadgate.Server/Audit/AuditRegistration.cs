using Leadgate.Domain.Audit;
using Leadgate.Server.Hosting;
using Leadgate.Storage;

namespace Leadgate.Server.Audit;

/// <summary>The services behind the audit trail.</summary>
internal static class AuditRegistration
{
    /// <summary>Comes before all features that append entries: services stop in the reverse order.</summary>
    public static void AddAudit(this IServiceCollection services)
    {
        services.AddSingleton<RefusalAudit>();
        services.AddSingleton(CreateCheckpoints);
        services.AddSingleton<AuditTrail>();
        services.AddHostedService<AuditCheckpointService>();
        services.AddHostedService<RefusalAuditService>();
    }

    private static AuditCheckpoints CreateCheckpoints(IServiceProvider services)
    {
        var (files, log) = (
            services.GetRequiredService<LeadgateSettings>().AuditFiles,
            services.GetRequiredService<ILogger<AuditCheckpoints>>()
        );
        return new AuditCheckpoints(
            services.GetRequiredService<ILeadStore>(),
            OpenKey(files, log),
            files.Checkpoints,
            services.GetRequiredService<TimeProvider>(),
            log
        );
    }

    /// <summary>A service that never had a key must not stop working because it cannot create one where nobody told it to.</summary>
    private static AuditSigningKey? OpenKey(AuditFiles files, ILogger log)
    {
        try
        {
            return AuditKeyFile.Open(files, log);
        }
        catch (StoreSetupException e) when (!files.IsKeyRequired && !File.Exists(files.Key))
        {
            Log.NoKey(log, e.Message);
            return null;
        }
    }
}
