using Leadgate.Server.Hosting;

namespace Leadgate.Server.Telemetry;

/// <summary>Puts metrics and traces into the service, as far as settings ask for them: by default nobody listens and nothing is sent.</summary>
internal static class TelemetryRegistration
{
    public static void AddTelemetry(this WebApplicationBuilder builder, LeadgateSettings settings)
    {
        builder.Services.AddSingleton<LeadgateMetrics>();
        if (settings.MetricsUrl.Length > 0 || settings.OtlpEndpoint.Length > 0)
            Exporters.Add(builder, settings);
    }

    /// <summary>Comes before everything that answers, so that it sees each answer's status.</summary>
    public static void UseRequestSpans(this WebApplication app, LeadgateSettings settings)
    {
        if (settings.OtlpEndpoint.Length > 0)
            app.UseMiddleware<RequestSpans>();
    }

    /// <summary>Comes after routing, and before everything that lets a request in.</summary>
    public static void UseMetricsPort(this WebApplication app, LeadgateSettings settings)
    {
        if (settings.MetricsUrl.Length > 0)
            app.UseMiddleware<MetricsPortMiddleware>();
    }

    public static void MapMetrics(this WebApplication app, LeadgateSettings settings)
    {
        if (settings.MetricsUrl.Length > 0)
            Exporters.MapMetrics(app);
    }
}
