using Leadgate.Storage;

namespace Leadgate.Server.Hosting;

/// <summary>Registers the reload of settings.</summary>
internal static class SettingsReloadRegistration
{
    /// <summary>
    /// Without a file there is nothing to read again, and the signal ends the program, as when its terminal is closed. Windows has none.
    /// </summary>
    /// <param name="read">Reads all settings as the start did.</param>
    public static void AddSettingsReload(this IServiceCollection services, LeadgateSettings settings, Func<LeadgateSettings> read)
    {
        if (settings.Find(Setting.Config).Text.Length == 0 || OperatingSystem.IsWindows())
            return;
        services.AddSingleton(provider => new SettingsReload(
            read,
            provider.GetRequiredService<CurrentSettings>(),
            provider.GetRequiredService<ILeadStore>(),
            provider.GetRequiredService<ILogger<SettingsReload>>()
        ));
        services.AddHostedService<SettingsReloadService>();
    }
}
