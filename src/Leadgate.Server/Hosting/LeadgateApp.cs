using System.Reflection;
using Leadgate.Domain.Lists;
using Leadgate.Domain.Texts;
using Leadgate.Server.Access;
using Leadgate.Server.Audit;
using Leadgate.Server.Backups;
using Leadgate.Server.Console;
using Leadgate.Server.Deprecations;
using Leadgate.Server.Docs;
using Leadgate.Server.Exports;
using Leadgate.Server.Hosting.ServiceManager;
using Leadgate.Server.Http;
using Leadgate.Server.Imports;
using Leadgate.Server.Intake;
using Leadgate.Server.Leads;
using Leadgate.Server.Lists;
using Leadgate.Server.OpenApi;
using Leadgate.Server.Persons;
using Leadgate.Server.Requests;
using Leadgate.Server.Staff;
using Leadgate.Server.Telemetry;
using Leadgate.Storage;
using Microsoft.AspNetCore.HttpsPolicy;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Leadgate.Server.Hosting;

/// <summary>Builds the service from its features. Each of them has a method that adds its services and one that maps its routes.</summary>
internal static class LeadgateApp
{
    /// <summary>The version of the program.</summary>
    public static string Version { get; } =
        typeof(LeadgateApp).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    /// <summary>Opens the store and builds the service, which listens once it is started.</summary>
    /// <param name="configure">Changes the host before it is built, or null.</param>
    /// <exception cref="StoreSetupException">The store cannot be opened, or the platform lacks something.</exception>
    public static async Task<WebApplication> BuildAsync(
        LeadgateSettings settings,
        TimeProvider time,
        Action<WebApplicationBuilder>? configure = null
    )
    {
        RequireUnicodeData();
        var logging = new HostLogging();
        var builder = CreateBuilder(settings, out var ignored);
        logging.Configure(builder.Logging, settings);
        builder.Services.AddSingleton(settings);
        builder.Services.AddSingleton<CurrentSettings>();
        builder.Services.AddSingleton(time);
        builder.Services.AddSingleton<SlowReaders>();
        builder.Services.AddSingleton(services => OpenStore(settings, time, services.GetRequiredService<ILogger<ILeadStore>>()));
        builder.Services.Configure<HstsOptions>(hsts => hsts.MaxAge = TimeSpan.FromDays(365));
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = settings.StopDelay + settings.StopTimeout);
        AddFeatures(builder, settings);
        configure?.Invoke(builder);

        var app = builder.Build();
        app.Lifetime.ApplicationStarted.Register(logging.MarkStarted);
        UseMiddleware(app, settings);
        MapFeatures(app, settings);
        try
        {
            await LoadAsync(app, settings, ignored);
            return app;
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    /// <exception cref="StoreSetupException">The store cannot be opened.</exception>
    /// <param name="log">Gets what the operator should know.</param>
    public static ILeadStore OpenStore(LeadgateSettings settings, TimeProvider time, ILogger log) =>
        settings.Database.Open(
            time,
            new StoreOptions
            {
                RequiresDurability = settings.Environment == "PROD",
                ReportClockStep = step => Log.ClockSet(log, step.After < step.Before ? "back" : "forward", step.Before, step.After),
                ReportMigration = (from, to) => Log.StoreMigrating(log, from, to),
                ReportStep = progress => Log.StoreStep(log, progress.Step.Number, progress.Position, progress.Count, progress.Step.Summary),
                ReportMigrationWait = reason => Log.MigrationWaits(log, reason),
                ReportCommitWarning = warning => Log.CommitWarning(log, warning),
            }
        );

    /// <summary>
    /// Whether a background service ended with an error. The host then stops in an orderly way; a supervisor must see that it was not asked
    /// to.
    /// </summary>
    public static bool HasFailedService(WebApplication app) =>
        app.Services.GetServices<IHostedService>().OfType<BackgroundService>().Any(service => service.ExecuteTask?.IsFaulted == true);

    private static void AddFeatures(WebApplicationBuilder builder, LeadgateSettings settings)
    {
        builder.Services.AddTrustedProxies(settings);
        builder.Services.AddAudit();
        builder.Services.AddApiKeys();
        builder.Services.AddIntake();
        builder.Services.AddLeads();
        builder.Services.AddOpenErrors();
        builder.Services.AddImports();
        builder.Services.AddExports();
        builder.Services.AddLists();
        builder.Services.AddPersons();
        builder.Services.AddRequestLog(settings);
        builder.Services.AddStaff(settings);
        builder.Services.AddConsole();
        builder.Services.AddApiDescription();
        builder.Services.AddSingleton(DeprecationList.Current);
        builder.Services.AddDocs();
        builder.Services.AddHealth();
        builder.Services.AddBackups(settings);
        builder.Services.AddServiceManager(Environment.GetEnvironmentVariable);
        builder.AddTelemetry(settings);
    }

    /// <summary>In the order in which a request passes through.</summary>
    private static void UseMiddleware(WebApplication app, LeadgateSettings settings)
    {
        app.UseForwardedHeaders();
        if (settings.Environment == "PROD")
            app.UseHsts();
        app.UseGetForHead();
        app.UseRequestSpans(settings);
        app.UseMiddleware<RequestLineMiddleware>();
        app.UseRequestLog(settings);
        app.UseMiddleware<ProblemMiddleware>();
        app.UseMiddleware<ResponseCompressionMiddleware>();
        app.UseMiddleware<RequestBodyMiddleware>();
        app.UseRouting();
        app.UseMiddleware<DeprecationMiddleware>();
        app.UseMetricsPort(settings);
        app.UseMiddleware<ApiKeyMiddleware>();
        app.UseMiddleware<QueryParameterMiddleware>();
        app.UseStaff(settings);
    }

    private static void MapFeatures(WebApplication app, LeadgateSettings settings)
    {
        app.MapBulks();
        app.MapLeads();
        app.MapLeadCorrections();
        app.MapBulkCorrections();
        app.MapOpenErrors();
        app.MapImports();
        app.MapExports();
        app.MapLists();
        app.MapKeys();
        app.MapCaller();
        app.MapPersons();
        app.MapStaff(settings);
        app.MapConsole();
        app.MapApiDescription(settings);
        app.MapDocs();
        app.MapHealth();
        app.MapMetrics(settings);
    }

    /// <exception cref="StoreSetupException">The platform lacks it.</exception>
    public static void RequireUnicodeData()
    {
        if (!TextFolding.HasUnicodeTables)
        {
            throw new StoreSetupException(
                "The Unicode data of the platform (ICU) is missing. Install libicu, and don't set DOTNET_SYSTEM_GLOBALIZATION_INVARIANT."
            );
        }
    }

    private static WebApplicationBuilder CreateBuilder(LeadgateSettings settings, out IReadOnlyList<string> ignored)
    {
        // The content root is the folder of the program, so that no settings file in the working directory is used. Its settings files
        // are not watched, because that would react to each write if the database is in the same folder.
        var builder = WebApplication.CreateSlimBuilder(
            new WebApplicationOptions
            {
                Args = ["--hostBuilder:reloadConfigOnChange=false"],
                ContentRootPath = AppContext.BaseDirectory,
                EnvironmentName = settings.Environment,
            }
        );
        ignored = HostConfiguration.Restrict(builder.Configuration, settings.FrameworkValues);
        builder.WebHost.UseUrls(ListenAddresses.Split($"{settings.AllUrls};{settings.MetricsUrl}"));
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxConcurrentConnections = settings.MaxConnections;
            kestrel.Limits.RequestHeadersTimeout = settings.HeaderTimeout;
            kestrel.Limits.MinResponseDataRate = SlowReaders.MinRate;
            kestrel.ConfigureEndpointDefaults(listen =>
            {
                if (ListenAddresses.Contains(settings.Http2Urls, listen.IPEndPoint))
                    listen.Protocols = HttpProtocols.Http2;
            });
        });
        return builder;
    }

    /// <summary>Tests may use a server that is fast because it does not sync; real leads may not depend on one.</summary>
    private static async Task CheckDurabilityAsync(LeadgateSettings settings, ILogger log)
    {
        if (await settings.Database.FindDurabilityRiskAsync(CancellationToken.None) is not { } risk)
            return;
        if (settings.Environment == "PROD")
            throw new StoreSetupException(risk);
        Log.DurabilityRisk(log, risk);
    }

    /// <summary>Loads lists and API keys before the first request, and logs what the service starts with.</summary>
    private static async Task LoadAsync(WebApplication app, LeadgateSettings settings, IReadOnlyList<string> ignored)
    {
        var log = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Leadgate");
        Log.Starting(log, Version, settings.Environment);
        foreach (var value in settings.Values)
            Log.Setting(log, value.Setting.Name, value.Text, value.Origin);
        await CheckDurabilityAsync(settings, log);
        StartWarnings.Report(settings, ignored, log);
        app.Services.GetRequiredService<AuditCheckpoints>();
        await ListUpdateAtStart.RunAsync(app.Services.GetRequiredService<ILeadStore>(), log, CancellationToken.None);
        var lists = app.Services.GetRequiredService<ListCatalogCache>();
        await lists.LoadAsync(CancellationToken.None);
        var catalog = lists.Catalog;
        Log.ListsLoaded(log, ReferenceLists.All.Count, ReferenceLists.All.Sum(list => catalog[list].Active.Count), catalog.Version);

        var keys = app.Services.GetRequiredService<ApiKeyCache>();
        await keys.RefreshAsync(CancellationToken.None);
        if (app.Services.GetRequiredService<KeylessAccessPolicy>().IsActive)
            Log.KeylessAccessAllowed(log);
        else if (!keys.HasKeys)
            Log.NoApiKeys(log);
    }
}
