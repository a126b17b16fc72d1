namespace Leadgate.Server.Access;

/// <summary>The services behind API keys: who may send a request, and how much.</summary>
internal static class ApiKeyRegistration
{
    public static void AddApiKeys(this IServiceCollection services)
    {
        services.AddSingleton<ApiKeyCache>();
        services.AddSingleton<KeylessAccessPolicy>();
        services.AddSingleton<ApiKeyRateLimiter>();
        services.AddSingleton<KeyAdministration>();
        services.AddHostedService<ApiKeyRefreshService>();
    }
}
