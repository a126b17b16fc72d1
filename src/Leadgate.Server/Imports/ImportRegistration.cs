namespace Leadgate.Server.Imports;

/// <summary>Registers the services of imports.</summary>
internal static class ImportRegistration
{
    public static void AddImports(this IServiceCollection services)
    {
        services.AddSingleton<ImportRuns>();
        services.AddSingleton<ImportWorker>();
        services.AddSingleton<LeadImports>();
        services.AddSingleton<ImportPreview>();
        services.AddSingleton<ImportEdits>();
        services.AddSingleton<ImportRetention>();
        services.AddHostedService<ImportService>();
    }
}
