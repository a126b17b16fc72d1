namespace Leadgate.Server.Lists;

/// <summary>The services behind the routes of <see cref="ListEndpoints"/>.</summary>
internal static class ListRegistration
{
    public static void AddLists(this IServiceCollection services)
    {
        services.AddSingleton<ListCatalogCache>();
        services.AddSingleton<ListAdministration>();
        services.AddSingleton<ValueAliases>();
        services.AddSingleton<ListUsageQueries>();
        services.AddHostedService<ListRefreshService>();
    }
}
