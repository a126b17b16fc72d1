using System.Net;
using Leadgate.Domain.Intake;
using Leadgate.Domain.Leads;
using Leadgate.Domain.Staff;
using Leadgate.Server.Audit;
using Leadgate.Server.Backups;
using Leadgate.Server.Imports;
using Leadgate.Server.Requests;
using Leadgate.Storage;

namespace Leadgate.Server.Hosting;

/// <summary>The settings of the service, read and validated once at startup. <see cref="Setting"/> describes each of them.</summary>
internal sealed record LeadgateSettings
{
    /// <summary>The addresses to listen on, separated by semicolons.</summary>
    public required string Urls { get; init; }

    /// <summary>The addresses that speak HTTP/2 without TLS, separated by semicolons, or empty.</summary>
    public required string Http2Urls { get; init; }

    public required StoreAddress Database { get; init; }

    /// <summary><c>TEST</c> or <c>PROD</c>.</summary>
    public required string Environment { get; init; }

    public required LeadRules Rules { get; init; }

    public required BulkLimits Limits { get; init; }

    public required ImportRules Imports { get; init; }

    /// <summary>What a running service may take over from a changed file; see <see cref="CurrentSettings"/> for what it uses.</summary>
    public required ReloadableSettings Reloadable { get; init; }

    /// <summary>Whether the log is JSON.</summary>
    public required bool LogsJson { get; init; }

    public required int MaxConnections { get; init; }

    public required TimeSpan HeaderTimeout { get; init; }

    /// <summary>How long requests in progress have to end when the service stops.</summary>
    public required TimeSpan StopTimeout { get; init; }

    /// <summary>How long the service goes on while <c>/health/ready</c> says that it is about to stop.</summary>
    public required TimeSpan StopDelay { get; init; }

    public required int IntakePermits { get; init; }

    public required long MaxIntakeBytes { get; init; }

    public required RequestLogRules RequestLog { get; init; }

    /// <summary>The scheduled backups, or null if there are none.</summary>
    public required BackupRules? Backups { get; init; }

    /// <summary>The files that make later changes of the audit trail visible.</summary>
    public required AuditFiles AuditFiles { get; init; }

    /// <summary>The address that serves metrics, or empty.</summary>
    public required string MetricsUrl { get; init; }

    /// <summary>The collector that traces and metrics are sent to, or empty.</summary>
    public required string OtlpEndpoint { get; init; }

    /// <summary>The URL of the staff pages as browsers see it, or null to take it from each request.</summary>
    public required Uri? PublicUrl { get; init; }

    /// <summary>The proxies whose headers name the sender; empty for none.</summary>
    public required IReadOnlyList<IPNetwork> TrustedProxies { get; init; }

    /// <summary>The lowest role whose accounts must have a second factor, or null if none must.</summary>
    public required StaffRole? LowestRoleWithSecondFactor { get; init; }

    /// <summary>The identity provider that staff can sign in with, or null.</summary>
    public required OidcSettings? Oidc { get; init; }

    /// <summary>What the file of settings says of the framework's settings for certificates and OpenTelemetry.</summary>
    public required IReadOnlyDictionary<string, string> FrameworkValues { get; init; }

    /// <summary>The files that hold secrets: passwords of the database, and secrets of the identity provider.</summary>
    public required IReadOnlyList<string> SecretFiles { get; init; }

    /// <summary>Every setting as it was set, for the log; without passwords and secrets.</summary>
    public required IReadOnlyList<SettingValue> Values { get; init; }

    /// <summary>Every setting as it was set, with passwords and secrets. Private, so that no text of this record has it.</summary>
    private IReadOnlyList<SettingValue> Given { get; init; } = [];

    /// <summary>Every address that senders can use.</summary>
    public string AllUrls => JoinUrls(Urls, Http2Urls);

    /// <summary>Whether the settings say that a proxy is in front.</summary>
    public bool IsBehindProxy => TrustedProxies.Count > 0 || (PublicUrl is not null && !LoopbackHost.Is(PublicUrl.Host));

    /// <summary>Whether the service can be reached over TLS only.</summary>
    public bool IsHttpsOnly => ListenAddresses.Split(AllUrls).All(url => url.StartsWith("https:", StringComparison.OrdinalIgnoreCase));

    /// <summary>
    /// Whether other machines can send API keys and leads over plain HTTP to a service that holds real ones, as far as is known: a proxy
    /// may encrypt the way to it.
    /// </summary>
    public bool IsReachableWithoutTls =>
        Environment == "PROD"
        && PublicUrl is not { Scheme: "https" }
        && ListenAddresses
            .Split(AllUrls)
            .Any(url => url.StartsWith("http:", StringComparison.OrdinalIgnoreCase) && !ListenAddresses.AreLoopback(url));

    /// <param name="options">Returns the value of a command-line option, or null.</param>
    /// <param name="variables">Returns the value of an environment variable, or null.</param>
    /// <exception cref="StoreSetupException">Settings are invalid. The message has one line for each.</exception>
    public static LeadgateSettings Read(Func<string, string?> options, Func<string, string?> variables)
    {
        var (settings, errors) = TryRead(options, variables);
        return errors.Count == 0 ? settings : throw new StoreSetupException(string.Join(System.Environment.NewLine, errors));
    }

    /// <param name="options">Returns the value of a command-line option, or null.</param>
    /// <param name="variables">Returns the value of an environment variable, or null.</param>
    /// <returns>The settings, with something that works in place of what is invalid; and what is invalid, a sentence each.</returns>
    public static (LeadgateSettings Settings, IReadOnlyList<string> Errors) TryRead(
        Func<string, string?> options,
        Func<string, string?> variables
    )
    {
        var reader = new SettingsReader(options, variables);
        var database = reader.Database(Setting.Database);
        var settings = new LeadgateSettings
        {
            Urls = reader.Text(Setting.Urls, ListenAddresses.IsValid, "must be http:// or https:// addresses without a path"),
            Http2Urls = ReadHttp2Urls(reader),
            Database = database,
            Environment = reader.Text(Setting.Environment, IsEnvironment, "must be TEST or PROD").ToUpperInvariant(),
            Rules = new LeadRules(ReadCompany(reader), reader.TimeZone(Setting.TimeZone), reader.Number(Setting.MaxVehicles, 1, 1000)),
            Limits = new BulkLimits(reader.Number(Setting.MaxLeads, 1, 1_000_000), reader.Mebibytes(Setting.MaxBodyMib, 1024)),
            Imports = new ImportRules(reader.Mebibytes(Setting.MaxImportMib, 1024), reader.Number(Setting.MaxImportRows, 1, 1_000_000)),
            Reloadable = ReloadableSettings.Read(reader),
            LogsJson = reader.Text(Setting.LogFormat, text => text is "text" or "json", "must be text or json") == "json",
            MaxConnections = reader.Number(Setting.MaxConnections, 1, 1_000_000),
            HeaderTimeout = reader.Seconds(Setting.HeaderSeconds, 1, 600),
            StopTimeout = reader.Seconds(Setting.StopSeconds, 1, 3600),
            StopDelay = reader.Seconds(Setting.StopDelaySeconds, 0, 600),
            IntakePermits = reader.Number(Setting.IntakePermits, 1, 100_000),
            MaxIntakeBytes = reader.Mebibytes(Setting.MaxIntakeMib, 1_000_000),
            RequestLog = new RequestLogRules(
                reader.Number(Setting.KeepRequestsDays, 0, 365),
                reader.Number(Setting.KeepRequests, 1, 1_000_000)
            ),
            Backups = BackupRules.Read(reader),
            AuditFiles = AuditFiles.Read(reader, database),
            MetricsUrl = ReadMetricsUrl(reader),
            OtlpEndpoint = reader.Text(
                Setting.OtlpEndpoint,
                IsEmptyOrEndpoint,
                "must be one http:// or https:// address without a password, or empty"
            ),
            PublicUrl = ReadPublicUrl(reader),
            TrustedProxies = ReadTrustedProxies(reader),
            LowestRoleWithSecondFactor = ReadSecondFactor(reader),
            Oidc = OidcSettings.Read(reader),
            FrameworkValues = reader.File.FrameworkValues.ToDictionary(StringComparer.Ordinal),
            SecretFiles = reader.FindSecretFiles(),
            Given = [.. Setting.All.Select(reader.Find)],
            Values = [.. Setting.All.Select(reader.Find).Select(value => value with { Text = Mask(value, database) })],
        };
        return (settings, reader.Errors);
    }

    /// <summary>A setting as it was set, without passwords and secrets.</summary>
    public SettingValue Find(Setting setting) => Values.Single(value => value.Setting == setting);

    /// <summary>The settings whose values differ, wherever they were set.</summary>
    public IReadOnlyList<Setting> FindDifferences(LeadgateSettings other) =>
        [.. Given.Zip(other.Given).Where(pair => pair.First.Text != pair.Second.Text).Select(pair => pair.First.Setting)];

    /// <summary>These settings with what a running service takes over from others.</summary>
    public LeadgateSettings TakeReloadable(LeadgateSettings other) =>
        this with
        {
            Reloadable = other.Reloadable,
            Given = Take(Given, other.Given),
            Values = Take(Values, other.Values),
        };

    private static IReadOnlyList<SettingValue> Take(IReadOnlyList<SettingValue> own, IReadOnlyList<SettingValue> other) =>
        [.. own.Zip(other).Select(pair => pair.First.Setting.IsReloadable ? pair.Second : pair.First)];

    private static string JoinUrls(string urls, string http2Urls) => $"{urls};{http2Urls}";

    /// <summary>Whether an account with a role must have a second factor.</summary>
    public bool RequiresSecondFactor(StaffRole role) => role >= LowestRoleWithSecondFactor;

    private static StaffRole? ReadSecondFactor(SettingsReader reader) =>
        reader.Text(Setting.RequireSecondFactor, text => text is "none" or "admin" or "all", "must be none, admin, or all") switch
        {
            "admin" => StaffRole.Admin,
            "all" => StaffRole.Viewer,
            _ => null,
        };

    private static bool IsEnvironment(string text) => text.ToUpperInvariant() is "TEST" or "PROD";

    private static string ReadCompany(SettingsReader reader) =>
        reader.Text(Setting.Company, text => text.Trim().Length is > 0 and <= 50, "must be a company code of 1 to 50 characters").Trim();

    private static string ReadHttp2Urls(SettingsReader reader)
    {
        var urls = reader.Find(Setting.Urls).Text;
        return reader.Text(
            Setting.Http2Urls,
            text => text.Length == 0 || ListenAddresses.AreValidHttp2Addresses(text, urls),
            $"must be http:// addresses with ports that {Setting.Urls.Variable} doesn't use, or empty"
        );
    }

    private static string ReadMetricsUrl(SettingsReader reader)
    {
        var urls = JoinUrls(reader.Find(Setting.Urls).Text, reader.Find(Setting.Http2Urls).Text);
        return reader.Text(
            Setting.MetricsUrl,
            text => text.Length == 0 || ListenAddresses.IsValidMetricsAddress(text, urls),
            $"must be one http:// or https:// address with a port that no other address uses, or empty"
        );
    }

    private static Uri? ReadPublicUrl(SettingsReader reader)
    {
        var text = reader.Text(
            Setting.PublicUrl,
            text => text.Length == 0 || IsPublicUrl(text),
            "must be an http:// or https:// address without a path, or empty"
        );

        // Without it, the address that the identity provider redirects to would be taken from a header of the request.
        var urls = JoinUrls(reader.Find(Setting.Urls).Text, reader.Find(Setting.Http2Urls).Text);
        if (reader.Find(Setting.OidcAuthority).Text.Length > 0 && !ListenAddresses.AreLoopback(urls))
            reader.Text(Setting.PublicUrl, value => value.Length > 0, $"is required if {Setting.OidcAuthority.Variable} is set");
        return IsPublicUrl(text) ? new Uri(text) : null;
    }

    private static IReadOnlyList<IPNetwork> ReadTrustedProxies(SettingsReader reader)
    {
        IReadOnlyList<IPNetwork> networks = [];
        reader.Text(
            Setting.TrustedProxies,
            text => Hosting.TrustedProxies.TryParse(text, out networks),
            "must be IP addresses and networks such as 10.0.0.0/24, but not a network of all addresses, or empty"
        );
        return networks;
    }

    private static bool IsEmptyOrEndpoint(string text) =>
        text.Length == 0
        || (Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri is { Scheme: "http" or "https", UserInfo: "", Query: "" });

    private static bool IsPublicUrl(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && uri is { Scheme: "http" or "https", PathAndQuery: "/", Fragment: "", UserInfo: "" };

    private static string Mask(SettingValue value, StoreAddress database) =>
        value.Setting == Setting.Database ? database.ToString()
        : value.Setting.IsSecret && value.Text.Length > 0 ? "(hidden)"
        : value.Text;
}
