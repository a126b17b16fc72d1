using System.Runtime.CompilerServices;
using Leadgate.Server.Hosting;
using Leadgate.Storage;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Leadgate.Server.Telemetry;

/// <summary>
/// Metrics and traces by OpenTelemetry, whose packages are used here only. The methods are not inlined, so that a service without
/// metrics and traces doesn't even load its assemblies.
/// </summary>
internal static class OpenTelemetryRegistration
{
    /// <summary>The default of <c>OTEL_SERVICE_NAME</c>.</summary>
    private const string ServiceName = "leadgate";

    /// <summary>The framework has meters of its own, so no instrumentation package is needed.</summary>
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
        var (isScraped, isExported) = (settings.MetricsUrl.Length > 0, settings.OtlpEndpoint.Length > 0);

        // Set as the variable that the exporter reads, so that path, headers and protocol follow from the standard variables too.
        if (isExported)
            builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] = settings.OtlpEndpoint;
        builder.Services.AddSingleton<IHealthCheckPublisher, StoreHealthPublisher>();
        builder.Services.Configure<HealthCheckPublisherOptions>(options =>
            (options.Delay, options.Period) = (TimeSpan.Zero, StoreHealthPublisher.Period)
        );
        var telemetry = builder
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
                if (isScraped)
                    metrics.AddPrometheusExporter();
                if (isExported)
                    metrics.AddOtlpExporter();
            });
        if (isExported)
            telemetry.WithTracing(tracing => tracing.AddSource("Microsoft.AspNetCore", IntakeSpans.SourceName).AddOtlpExporter());
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void MapMetrics(WebApplication app) =>
        app.MapPrometheusScrapingEndpoint().WithMetadata(new MetricsPortMetadata(IsExclusive: true));
}
