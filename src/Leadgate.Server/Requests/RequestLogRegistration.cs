using Leadgate.Server.Hosting;

namespace Leadgate.Server.Requests;

/// <summary>Registers the request log, unless the settings say that there is none.</summary>
internal static class RequestLogRegistration
{
    public static void AddRequestLog(this IServiceCollection services, LeadgateSettings settings)
    {
        services.AddSingleton<SenderReports>();
        if (!settings.RequestLog.IsOn)
            return;
        services.AddSingleton<RequestLog>();
        services.AddHostedService<RequestLogService>();
    }

    /// <summary>Comes before everything that sends a response, so that it sees the status of each.</summary>
    public static void UseRequestLog(this WebApplication app, LeadgateSettings settings)
    {
        if (settings.RequestLog.IsOn)
            app.UseMiddleware<RequestLogMiddleware>();
    }
}
