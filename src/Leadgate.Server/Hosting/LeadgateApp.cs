using System.Reflection;
using Leadgate.Domain.Lists;
using Leadgate.Server.Access;
using Leadgate.Server.Http;
using Leadgate.Server.Intake;
using Leadgate.Server.Leads;
using Leadgate.Server.Lists;
using Leadgate.Server.OpenApi;
using Leadgate.Server.Persons;
using Leadgate.Server.Staff;
using Leadgate.Server.Telemetry;
using Leadgate.Storage;

namespace Leadgate.Server.Hosting;

/// <summary>Puts the service together.</summary>
internal static class LeadgateApp
{
    /// <summary>The version of the program.</summary>
    public static string Version { get; } =
        typeof(LeadgateApp).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    /// <summary>Opens the store and builds the service; it listens when it is started.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="time">The clock.</param>
    /// <param name="configure">Changes the host before it is built, or null.</param>
    /// <exception cref="StoreSetupException">The store cannot be opened.</exception>
    public static async Task<WebApplication> BuildAsync(
        LeadgateSettings settings,
        TimeProvider time,
        Action<WebApplicationBuilder>? configure = null
    )
    {
        if (!TextFolding.HasUnicodeTables)
        {
            throw new StoreSetupException(
                "The platform's Unicode data (ICU) is missing: install libicu, and do not set DOTNET_SYSTEM_GLOBALIZATION_INVARIANT."
            );
        }

        // The application folder is the program's own, so that no settings file of a folder that it is started in has a say; and
        // nothing there is watched, which would cost a look at the folder for each write to a database that stands in it.
        var builder = WebApplication.CreateSlimBuilder(
            new WebApplicationOptions
            {
                Args = ["--hostBuilder:reloadConfigOnChange=false"],
                ContentRootPath = AppContext.BaseDirectory,
                EnvironmentName = settings.Environment,
            }
        );
        builder.WebHost.UseUrls(
            $"{settings.Urls};{settings.MetricsUrl}".Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        );
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxConcurrentConnections = settings.MaxConnections;
            kestrel.Limits.RequestHeadersTimeout = settings.HeaderTime;
        });
        AddLogging(builder.Logging);

        // What fails at start is thrown too, and told in one line; the two would tell it before, each with its stack.
        var hasStarted = false;
        builder.Logging.AddFilter(
            "Microsoft.Extensions.Hosting.Internal.Host",
            level => hasStarted ? level >= LogLevel.Warning : level == LogLevel.Warning
        );
        builder.Logging.AddFilter(
            "Microsoft.AspNetCore.Server.Kestrel",
            level => hasStarted ? level >= LogLevel.Warning : level is LogLevel.Warning or LogLevel.Error
        );
        AddServices(builder.Services, settings, time);
        builder.AddTelemetry(settings);
        configure?.Invoke(builder);

        var app = builder.Build();
        app.Lifetime.ApplicationStarted.Register(() => hasStarted = true);
        Map(app, settings);
        try
        {
            await PrepareAsync(app, settings);
            return app;
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    /// <summary>Opens the store that the settings name.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="StoreSetupException">The store cannot be opened.</exception>
    public static ILeadStore OpenStore(LeadgateSettings settings, TimeProvider time) => settings.Database.Open(time, settings.KeyLifetime);

    private static void AddLogging(ILoggingBuilder logging)
    {
        logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.UseUtcTimestamp = true;
            console.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z' ";
        });
        logging.SetMinimumLevel(LogLevel.Information);
        logging.AddFilter("Microsoft", LogLevel.Warning);
        logging.AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Information);

        // That keys stand unencrypted beside what they protect is decided (docs/decisions/0016), and why a sign-in failed we say ourselves:
        // these would do so in words that somebody outside has chosen.
        logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        logging.AddFilter("Microsoft.AspNetCore.Authentication", LogLevel.None);
        logging.AddFilter("Microsoft.AspNetCore.Antiforgery", LogLevel.None);

        // As long as this may log, the framework makes an activity for each request, which a list answer takes less time than.
        logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
    }

    private static void AddServices(IServiceCollection services, LeadgateSettings settings, TimeProvider time)
    {
        services.AddSingleton(settings);
        services.AddSingleton(time);
        services.AddSingleton(_ => OpenStore(settings, time));
        services.AddSingleton<ListCatalogCache>();
        services.AddSingleton<IdempotencyKeys>();
        services.AddSingleton<AdmissionControl>();
        services.AddSingleton<ReadConcurrencyLimit>();
        services.AddSingleton<LeadIntake>();
        services.AddSingleton<BulkAnswers>();
        services.AddSingleton<ApiKeyCache>();
        services.AddSingleton<KeylessAccessPolicy>();
        services.AddSingleton<ApiKeyRateLimiter>();
        services.AddSingleton<PersonalData>();
        services.AddSingleton<PersonExport>();
        services.AddHostedService<RetentionService>();
        services.AddHostedService<ApiKeyRefreshService>();
        services.AddHostedService<ListRefreshService>();
        services.AddRequestDecompression();
        services.AddHealth();
        services.AddApiDescription(settings);
        services.AddStaff(settings);
    }

    private static void Map(WebApplication app, LeadgateSettings settings)
    {
        app.Use(
            (http, next) =>
            {
                // HEAD is GET without the body (RFC 9110 section 9.3.2), which the server leaves out by itself.
                if (HttpMethods.IsHead(http.Request.Method))
                    http.Request.Method = HttpMethods.Get;
                return next(http);
            }
        );
        app.UseRequestSpans(settings);
        app.UseMiddleware<ProblemMiddleware>();
        app.UseRequestDecompression();
        app.UseRouting();
        app.UseMetricsPort(settings);
        app.UseMiddleware<ApiKeyMiddleware>();
        app.UseStaff(settings);
        app.MapBulks();
        app.MapLists();
        app.MapKeys();
        app.MapPersons();
        app.MapApiDescription(settings);
        app.MapStaff(settings);
        app.MapHealth(settings);
        app.MapMetrics(settings);
    }

    private static async Task PrepareAsync(WebApplication app, LeadgateSettings settings)
    {
        var log = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Leadgate");
        Log.Starting(log, Version, settings.Environment);
        foreach (var (setting, value, from) in settings.Origins)
            Log.Setting(log, setting.Name, value, from);
        var lists = app.Services.GetRequiredService<ListCatalogCache>();
        await lists.LoadAsync(CancellationToken.None);
        Log.ListsLoaded(
            log,
            ReferenceLists.All.Count,
            ReferenceLists.All.Sum(list => lists.Catalog[list].Active.Count),
            lists.Catalog.Version
        );
        await app.Services.GetRequiredService<ApiKeyCache>().RefreshAsync(CancellationToken.None);
        if (app.Services.GetRequiredService<KeylessAccessPolicy>().IsOpen)
            Log.Open(log);
        else if (!app.Services.GetRequiredService<ApiKeyCache>().Any)
            Log.ClosedWithoutKeys(log);
    }
}
