using System.Net;
using Leadgate.Contract.Keys;
using Leadgate.Server.Access;
using Leadgate.Server.Audit;
using Leadgate.Server.Hosting;
using Leadgate.Server.Http;
using Leadgate.Server.Intake;
using Leadgate.Storage;
using Leadgate.Tests;
using Leadgate.Tests.Postgres;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Leadgate.Server.Tests.Support;

/// <summary>The service on a free port, within the process of the tests, with its own database.</summary>
internal sealed class RunningServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly TemporaryFolder _folder;
    private readonly PostgresDatabase? _postgres;
    private readonly CapturedLog _log;

    private RunningServer(WebApplication app, TemporaryFolder folder, PostgresDatabase? postgres, string database, CapturedLog log)
    {
        (_app, _folder, _postgres, Database, _log) = (app, folder, postgres, database, log);
        Client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false })
        {
            BaseAddress = new Uri(app.Urls.First()),
            Timeout = Wait.Limit,
        };
    }

    public HttpClient Client { get; }

    public Uri Address => Client.BaseAddress!;

    public IReadOnlyCollection<string> LogLines => _log.Lines;

    /// <summary>The address of its database, as in the setting.</summary>
    public string Database { get; }

    public required AuditFiles AuditFiles { get; init; }

    /// <summary>Writes refused requests to the audit trail as the service does each minute.</summary>
    public Task WriteRefusalsAsync() => _app.Services.GetRequiredService<RefusalAudit>().WriteAsync(TestContext.Current.CancellationToken);

    /// <summary>Stops the service as the host does; what it wrote stays until this is disposed of.</summary>
    public Task StopAsync() => _app.StopAsync(TestContext.Current.CancellationToken);

    public ILeadStore Store => _app.Services.GetRequiredService<ILeadStore>();

    public IServiceProvider Services => _app.Services;

    public AdmissionControl Admission => _app.Services.GetRequiredService<AdmissionControl>();

    /// <summary>Method and path of each route; GET for routes that accept any method.</summary>
    public IReadOnlyList<string> Routes =>
        [
            .. ((IEndpointRouteBuilder)_app)
                .DataSources.SelectMany(source => source.Endpoints)
                .OfType<RouteEndpoint>()
                .SelectMany(endpoint =>
                    (endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? [HttpMethods.Get]).Select(method =>
                        $"{method} {endpoint.RoutePattern.RawText}"
                    )
                ),
        ];

    /// <summary>Method and path of each route of the service that a query may have parameters for, or a part of the path.</summary>
    public IReadOnlyList<(string Method, string Pattern, IReadOnlyList<string> Parameters)> RoutesWithValues =>
        [
            .. ((IEndpointRouteBuilder)_app)
                .DataSources.SelectMany(source => source.Endpoints)
                .OfType<RouteEndpoint>()
                .Select(endpoint =>
                    (
                        endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods[0] ?? HttpMethods.Get,
                        endpoint.RoutePattern.RawText!,
                        endpoint.Metadata.GetMetadata<KnownQueryParameters>()?.Names ?? []
                    )
                ),
        ];

    /// <param name="settings">Settings by environment variable. The address, and the database if it is not among them, are chosen.</param>
    /// <param name="time">The clock; the system's by default.</param>
    /// <param name="store">Wraps the store.</param>
    /// <param name="engine">The engine of the database, unless the settings name one.</param>
    /// <param name="change">Changes the host before it is built.</param>
    /// <param name="map">Adds routes.</param>
    /// <param name="isFirstStart">Whether the database is empty rather than a copy of <see cref="StoreTemplate"/>.</param>
    /// <param name="isPatient">
    /// Whether a busy machine may take longer than production allows, where the service would take the slowness of the tests for that of a
    /// client or of the database.
    /// </param>
    public static async Task<RunningServer> StartAsync(
        IReadOnlyDictionary<string, string>? settings = null,
        TimeProvider? time = null,
        Func<ILeadStore, ILeadStore>? store = null,
        Engine engine = Engine.Sqlite,
        Action<WebApplicationBuilder>? change = null,
        Action<WebApplication>? map = null,
        bool isFirstStart = false,
        bool isPatient = true
    )
    {
        var folder = new TemporaryFolder();
        var log = new CapturedLog();
        var given = settings?.GetValueOrDefault(Setting.Database.Variable);
        var postgres = given is null && engine == Engine.Postgres ? await CreatePostgresAsync(isFirstStart) : null;
        if (given is null && engine == Engine.Sqlite && !isFirstStart)
            await StoreTemplate.CopySqliteAsync(folder.Path("leadgate.db"));
        var database = given ?? postgres?.Address ?? "sqlite:" + folder.Path("leadgate.db");
        var files = new AuditFiles(folder.Path("audit-key.pem"), folder.Path("audit-checkpoints.jsonl"), IsKeyRequired: true);
        var read = Settings(database, settings) with { AuditFiles = files };
        var clock = time ?? TimeProvider.System;
        var app = await LeadgateApp.BuildAsync(
            read,
            clock,
            builder =>
            {
                builder.Logging.ClearProviders().AddProvider(log);
                builder.Services.Configure<PasswordHasherOptions>(options => options.IterationCount = StaffBrowser.PasswordIterations);
                if (isPatient)
                    BePatient(builder.Services);
                if (store is not null)
                    builder.Services.AddSingleton(services =>
                        store(LeadgateApp.OpenStore(read, clock, services.GetRequiredService<ILogger<ILeadStore>>()))
                    );
                change?.Invoke(builder);
            }
        );
        map?.Invoke(app);
        await app.StartAsync();
        return new RunningServer(app, folder, postgres, database, log) { AuditFiles = files };
    }

    /// <summary>Creates an API key, which the service accepts at once.</summary>
    public Task<CreateKeyOutcome.Created> CreateKeyAsync(string name, params string[] scopes) =>
        CreateKeyAsync(new CreateApiKeyRequest { Name = name, Scopes = scopes });

    public async Task<CreateKeyOutcome.Created> CreateKeyAsync(CreateApiKeyRequest request) =>
        Assert.IsType<CreateKeyOutcome.Created>(
            await _app
                .Services.GetRequiredService<KeyAdministration>()
                .CreateAsync(request, Actor.CommandLine, TestContext.Current.CancellationToken)
        );

    /// <summary>Reads the API keys as the service does each second.</summary>
    public Task RefreshKeysAsync() => _app.Services.GetRequiredService<ApiKeyCache>().RefreshAsync(TestContext.Current.CancellationToken);

    /// <summary>Settings for a free port, a database, and more by environment variable.</summary>
    public static LeadgateSettings Settings(string database, IReadOnlyDictionary<string, string>? more = null)
    {
        var variables = new Dictionary<string, string>
        {
            [Setting.Urls.Variable] = $"http://{IPAddress.Loopback}:0",
            [Setting.Database.Variable] = database,
        };
        foreach (var (name, value) in more ?? new Dictionary<string, string>())
            variables[name] = value;
        return LeadgateSettings.Read(_ => null, variables.GetValueOrDefault);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await EndBackgroundAsync();
        await _app.DisposeAsync();
        if (_postgres is not null)
            await _postgres.DisposeAsync();
        _folder.Dispose();
        LogScan.AssertNoPersonalData(_log.Lines);
    }

    /// <summary>Disposal of the host would not wait for what runs in the background, and it may be writing to the folder.</summary>
    private async Task EndBackgroundAsync()
    {
        foreach (var service in _app.Services.GetServices<IHostedService>().OfType<BackgroundService>())
        {
            service.Dispose();
            if (service.ExecuteTask is { } running)
                await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static void BePatient(IServiceCollection services)
    {
        services.PostConfigure<HealthCheckServiceOptions>(options =>
        {
            foreach (var check in options.Registrations)
                check.Timeout = Wait.Limit;
        });
        services.ConfigureAll<OpenIdConnectOptions>(options => options.BackchannelTimeout = Wait.Limit);
        services.PostConfigureAll<OpenIdConnectOptions>(options => options.Backchannel?.Timeout = Wait.Limit);
        services.PostConfigure<KestrelServerOptions>(kestrel =>
            (kestrel.Limits.MinRequestBodyDataRate, kestrel.Limits.MinResponseDataRate) = (null, null)
        );
        services.AddSingleton(provider => new AdmissionControl(
            provider.GetRequiredService<LeadgateSettings>(),
            provider.GetRequiredService<TimeProvider>()
        )
        {
            Patience = Wait.Limit,
        });
    }

    private static Task<PostgresDatabase> CreatePostgresAsync(bool isEmpty) =>
        isEmpty ? PostgresDatabase.CreateAsync() : StoreTemplate.CopyPostgresAsync();
}
