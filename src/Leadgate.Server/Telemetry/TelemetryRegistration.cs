using Leadgate.Server.Hosting;

namespace Leadgate.Server.Telemetry;

/// <summary>Metrics and traces, as far as they are set; both are off by default.</summary>
internal static class TelemetryRegistration
{
    public static void AddTelemetry(this WebApplicationBuilder builder, LeadgateSettings settings)
    {
        builder.Services.AddSingleton<LeadgateMetrics>();
        if (settings.MetricsUrl.Length > 0 || settings.OtlpEndpoint.Length > 0)
            OpenTelemetryRegistration.Add(builder, settings);
    }

    /// <summary>Comes before everything that sends a response, so that it sees the status of each.</summary>
    public static void UseRequestSpans(this WebApplication app, LeadgateSettings settings)
    {
        if (settings.OtlpEndpoint.Length > 0)
            app.UseMiddleware<RequestSpanMiddleware>();
    }

    /// <summary>Comes after routing and before authentication.</summary>
    public static void UseMetricsPort(this WebApplication app, LeadgateSettings settings)
    {
        if (settings.MetricsUrl.Length > 0)
            app.UseMiddleware<MetricsPortMiddleware>();
    }

    public static void MapMetrics(this WebApplication app, LeadgateSettings settings)
    {
        if (settings.MetricsUrl.Length > 0)
            OpenTelemetryRegistration.MapMetrics(app);
    }
}
