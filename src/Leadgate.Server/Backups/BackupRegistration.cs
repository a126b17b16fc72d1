using Leadgate.Server.Hosting;

namespace Leadgate.Server.Backups;

/// <summary>Registers scheduled backups, unless the settings say that there are none.</summary>
internal static class BackupRegistration
{
    public static void AddBackups(this IServiceCollection services, LeadgateSettings settings)
    {
        if (settings.Backups is not { } rules)
            return;
        services.AddSingleton(rules);
        services.AddSingleton<BackupState>();
        services.AddSingleton<ScheduledBackups>();
        services.AddHostedService<BackupService>();
        services.AddHealthChecks().AddCheck<BackupHealth>(BackupHealth.Name);
    }
}
