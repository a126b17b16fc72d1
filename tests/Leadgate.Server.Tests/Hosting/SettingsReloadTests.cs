using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Leadgate.Contract;
using Leadgate.Domain.Audit;
using Leadgate.Server.Hosting;
using Leadgate.Server.Tests.Support;
using Leadgate.Storage;
using Leadgate.Tests;
using Microsoft.Extensions.DependencyInjection;

namespace Leadgate.Server.Tests.Hosting;

/// <summary>Reading the file of settings again while the service runs.</summary>
public sealed class SettingsReloadTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string FilePath => _folder.Path("leadgate.conf");

    public void Dispose() => _folder.Dispose();

    [Fact]
    [Promise("9.2")]
    public async Task Reload_takes_over_limits_and_names_what_needs_a_restart_and_what_is_wrong()
    {
        await WriteAsync("LEADGATE_REQUESTS_PER_MINUTE=700\nLEADGATE_KEEP_AUDIT_DAYS=30\n");
        var variables = new Dictionary<string, string> { [Setting.Config.Variable] = FilePath };
        await using var server = await RunningServer.StartAsync(
            variables,
            change: builder =>
                builder.Services.AddSingleton(services => new SettingsReload(
                    () => RunningServer.Settings("sqlite:" + _folder.Path("other.db"), variables),
                    services.GetRequiredService<CurrentSettings>(),
                    services.GetRequiredService<ILeadStore>(),
                    services.GetRequiredService<Microsoft.Extensions.Logging.ILogger<SettingsReload>>()
                ))
        );
        var key = (await server.CreateKeyAsync("website", "leads:write")).Text;
        Assert.StartsWith("\"requests\";q=700;w=60", await ReadPolicyAsync(server, key), StringComparison.Ordinal);
        var reload = server.Services.GetRequiredService<SettingsReload>();

        await WriteAsync("LEADGATE_REQUESTS_PER_MINUTE=900\nLEADGATE_STORED_MIB_PER_MINUTE=2\nLEADGATE_MAX_LEADS=5\n");
        await reload.RunAsync(TestContext.Current.CancellationToken);
        var policy = await ReadPolicyAsync(server, key);
        Assert.StartsWith("\"requests\";q=900;w=60", policy, StringComparison.Ordinal);
        Assert.EndsWith($"\"stored-bytes\";q={2 * 1024 * 1024};w=60", policy, StringComparison.Ordinal);
        AssertLogged(server, $"Setting requests_per_minute = 900 ({FilePath}, line 1), reloaded; it was 700");
        AssertLogged(server, "Setting keep_audit_days = 0 (default), reloaded; it was 30");
        AssertLogged(server, "Changed settings that only a restart takes over: LEADGATE_DATABASE, LEADGATE_MAX_LEADS");
        var current = server.Services.GetRequiredService<CurrentSettings>();
        Assert.Null(current.Value.Retention.AuditDays);
        Assert.Equal("10000", current.Values.Single(value => value.Setting == Setting.MaxLeads).Text);
        Assert.Equal("900", current.Values.Single(value => value.Setting == Setting.RequestsPerMinute).Text);
        Assert.Contains(
            "requests_per_minute 700 to 900",
            Assert.Single(await ReadAuditAsync(server.Store), entry => entry.Action == AuditActions.SettingsReload).Detail,
            StringComparison.Ordinal
        );

        await WriteAsync("LEADGATE_REQUESTS_PER_MINUTE=1000\nLEADGATE_MAX_LEADS=many\n");
        await reload.RunAsync(TestContext.Current.CancellationToken);
        AssertLogged(server, $"all stay as they were: {FilePath}, line 2: LEADGATE_MAX_LEADS must be a number");
        Assert.StartsWith("\"requests\";q=900;w=60", await ReadPolicyAsync(server, key), StringComparison.Ordinal);
        Assert.Single(await ReadAuditAsync(server.Store), entry => entry.Action == AuditActions.SettingsReload);

        // Any one of the limits applies to a key that has been used.
        await WriteAsync("LEADGATE_REQUESTS_PER_MINUTE=900\nLEADGATE_STORED_MIB_PER_MINUTE=3\nLEADGATE_MAX_LEADS=5\n");
        await reload.RunAsync(TestContext.Current.CancellationToken);
        Assert.EndsWith($"\"stored-bytes\";q={3 * 1024 * 1024};w=60", await ReadPolicyAsync(server, key), StringComparison.Ordinal);
    }

    /// <summary>The table of settings must not promise what <see cref="ReloadableSettings"/> does not hold.</summary>
    [Fact]
    public void Every_setting_marked_as_reloadable_changes_the_settings_that_are_reloaded_and_no_other_does()
    {
        var before = LeadgateSettings.Read(_ => null, _ => null);
        foreach (var setting in Setting.All.Where(setting => int.TryParse(setting.Default, out _) || setting == Setting.LogLevel))
        {
            var other =
                setting == Setting.LogLevel
                    ? "debug"
                    : (int.Parse(setting.Default, CultureInfo.InvariantCulture) + 1).ToString(CultureInfo.InvariantCulture);
            other = setting == Setting.MaxImportRows || setting == Setting.BackupEveryMinutes ? "60" : other;
            var after = LeadgateSettings.Read(name => name == setting.Option ? other : null, _ => null);
            Assert.Equal([setting], before.FindDifferences(after));
            Assert.True(setting.IsReloadable != (before.Reloadable == after.Reloadable), setting.Name);
        }
    }

    [Fact]
    [Promise("9.2")]
    public async Task Signal_reloads_the_level_of_the_log_which_is_JSON_with_a_line_for_each_request()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no SIGHUP.");
        Assert.SkipWhen(IsSignalIgnored(), "The tests were started with nohup, and so is the service that they start.");
        await WriteAsync("LEADGATE_LOG_FORMAT=json\n");
        await using var service = await ServiceProcess.StartAsync(
            "sqlite:" + _folder.Path("leadgate.db"),
            ["--config", FilePath],
            addresses: 1
        );
        await GetListsAsync(service);
        await WriteAsync("LEADGATE_LOG_FORMAT=json\nLEADGATE_LOG_LEVEL=debug\n");
        using (var kill = Process.Start("kill", ["-HUP", service.Id.ToString(CultureInfo.InvariantCulture)]))
            await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        await Wait.UntilAsync(
            async () =>
            {
                await using var store = StoreAddress.Parse("sqlite:" + _folder.Path("leadgate.db")).Open(TimeProvider.System);
                return (await ReadAuditAsync(store)).Any(entry => entry.Action == AuditActions.SettingsReload);
            },
            "The settings were not reloaded."
        );
        var trace = await GetListsAsync(service);

        var events = (await service.StopAsync())
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonDocument.Parse(line).RootElement)
            .ToList();
        var changed = Assert.Single(events, logged => logged.GetProperty("eventId").GetInt32() == 30);
        Assert.Equal("SettingChanged", changed.GetProperty("event").GetString());
        Assert.Equal("information", changed.GetProperty("level").GetString());
        Assert.Equal("debug", changed.GetProperty("properties").GetProperty("value").GetString());
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$", changed.GetProperty("timestamp").GetString()!);

        // The request before the signal is not among them.
        var request = Assert.Single(events, logged => logged.GetProperty("eventId").GetInt32() == 105);
        Assert.Equal("debug", request.GetProperty("level").GetString());
        Assert.Equal(trace, request.GetProperty("traceId").GetString());
        Assert.Equal(("GET", Routes.Lists), (Get(request, "method"), Get(request, "route")));
        Assert.Equal(200, request.GetProperty("properties").GetProperty("status").GetInt32());

        static string? Get(JsonElement logged, string name) => logged.GetProperty("properties").GetProperty(name).GetString();
    }

    /// <summary>Whether this process ignores SIGHUP, the first of the signals, as those that it starts do then.</summary>
    private static bool IsSignalIgnored()
    {
        const string Name = "SigIgn:";
        const string Path = "/proc/self/status";
        return File.Exists(Path)
            && File.ReadLines(Path).FirstOrDefault(line => line.StartsWith(Name, StringComparison.Ordinal)) is { } line
            && (ulong.Parse(line.AsSpan(Name.Length).Trim(), NumberStyles.HexNumber, CultureInfo.InvariantCulture) & 1) != 0;
    }

    private static async Task<string> GetListsAsync(ServiceProcess service)
    {
        using var response = await service.Client.GetAsync(Routes.Lists, TestContext.Current.CancellationToken);
        return response.Headers.GetValues(Headers.TraceId).Single();
    }

    private static void AssertLogged(RunningServer server, string text) =>
        Assert.Contains(server.LogLines, line => line.Contains(text, StringComparison.Ordinal));

    private static async Task<string> ReadPolicyAsync(RunningServer server, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Routes.Lists);
        request.Headers.Add(Headers.ApiKey, key);
        using var response = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
        return response.Headers.GetValues(Headers.RateLimitPolicy).Single();
    }

    private static async Task<IReadOnlyList<AuditEvent>> ReadAuditAsync(ILeadStore store) =>
        [.. (await store.Audit.ReadAsync(0, 500, TestContext.Current.CancellationToken)).Select(entry => entry.Event)];

    private Task WriteAsync(string text) => File.WriteAllTextAsync(FilePath, text, TestContext.Current.CancellationToken);
}
