using Leadgate.Server.Imports;

namespace Leadgate.Server.Persons;

/// <summary>The services behind the routes of <see cref="PersonEndpoints"/>, and retention.</summary>
internal static class PersonRegistration
{
    public static void AddPersons(this IServiceCollection services)
    {
        services.AddSingleton<ImportErasure>();
        services.AddSingleton<PersonRequests>();
        services.AddSingleton<PersonExportWriter>();
        services.AddHostedService<RetentionService>();
    }
}
