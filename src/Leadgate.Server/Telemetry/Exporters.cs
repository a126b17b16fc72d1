using System.Runtime.CompilerServices;
using Leadgate.Server.Hosting;
using Leadgate.Storage;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Leadgate.Server.Telemetry;

/// <summary>
/// OpenTelemetry, which nothing else of the program knows. Its methods are not inlined, so that a service that sends no signals does not
/// even load its assemblies.
/// </summary>
internal static class Exporters
{
    /// <summary>The name of the service, unless <c>OTEL_SERVICE_NAME</c> says otherwise.</summary>
    private const string ServiceName = "leadgate";

    /// <summary>The framework's own meters take the place of instrumentation packages.</summary>
    private static readonly string[] Meters =
    [
        LeadgateMetrics.MeterName,
        StoreMetrics.MeterName,
        "Microsoft.AspNetCore.Hosting",
        "Microsoft.AspNetCore.Server.Kestrel",
        "System.Runtime",
    ];

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Add(WebApplicationBuilder builder, LeadgateSettings settings)
    {
        var (scrapes, sends) = (settings.MetricsUrl.Length > 0, settings.OtlpEndpoint.Length > 0);

        // The exporter's own variable, so that its path, headers and protocol follow from the standard variables.
        if (sends)
            builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] = settings.OtlpEndpoint;
        builder.Services.AddSingleton<IHealthCheckPublisher, StoreHealthPublisher>();
        builder.Services.Configure<HealthCheckPublisherOptions>(publishing =>
            (publishing.Delay, publishing.Period) = (TimeSpan.Zero, StoreHealthPublisher.Period)
        );
        var signals = builder
            .Services.AddOpenTelemetry()
            .ConfigureResource(resource =>
                resource
                    .AddService(ServiceName, serviceVersion: LeadgateApp.Version)
                    .AddAttributes([new("deployment.environment.name", settings.Environment)])
                    .AddEnvironmentVariableDetector()
            )
            .WithMetrics(metrics =>
            {
                metrics.AddMeter(Meters);
                if (scrapes)
                    metrics.AddPrometheusExporter();
                if (sends)
                    metrics.AddOtlpExporter();
            });
        if (sends)
            signals.WithTracing(traces => traces.AddSource("Microsoft.AspNetCore", IntakeSpans.SourceName).AddOtlpExporter());
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void MapMetrics(WebApplication app) =>
        app.MapPrometheusScrapingEndpoint().WithMetadata(new MetricsPortMetadata(Only: true));
}
