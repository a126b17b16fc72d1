using System.Globalization;
using Leadgate.Domain.Intake;
using Leadgate.Domain.Leads;
using Leadgate.Server.Persons;
using Leadgate.Storage;

namespace Leadgate.Server.Hosting;

/// <summary>The settings that the service runs with, read and checked once at start.</summary>
internal sealed record LeadgateSettings
{
    /// <summary>Where it listens, semicolons between addresses.</summary>
    public required string Urls { get; init; }

    /// <summary>Where the store is.</summary>
    public required StoreAddress Database { get; init; }

    /// <summary><c>TEST</c> or <c>PROD</c>.</summary>
    public required string Environment { get; init; }

    /// <summary>What checking a lead depends on.</summary>
    public required LeadRules Rules { get; init; }

    /// <summary>How much a bulk may hold.</summary>
    public required BulkLimits Limits { get; init; }

    /// <summary>How long an idempotency key is remembered.</summary>
    public required TimeSpan KeyLifetime { get; init; }

    /// <summary>How many requests a key may send in a minute.</summary>
    public required int RequestsPerMinute { get; init; }

    /// <summary>How many leads a key may send in a minute.</summary>
    public required int LeadsPerMinute { get; init; }

    /// <summary>The most connections at once.</summary>
    public required int MaxConnections { get; init; }

    /// <summary>How long a request's headers may take to arrive.</summary>
    public required TimeSpan HeaderTime { get; init; }

    /// <summary>How many places there are for bulks that are worked on.</summary>
    public required int IntakePlaces { get; init; }

    /// <summary>The most bytes of memory that unfinished bulks may hold.</summary>
    public required long MaxIntakeBytes { get; init; }

    /// <summary>The most requests at once that read or search leads.</summary>
    public required int MaxReadsAtOnce { get; init; }

    /// <summary>The address that browsers reach the staff pages by, or null: as each request says.</summary>
    public required Uri? PublicUrl { get; init; }

    /// <summary>Whether it can be reached by TLS alone.</summary>
    public bool IsHttpsOnly =>
        Urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .All(url => url.StartsWith("https:", StringComparison.OrdinalIgnoreCase));

    /// <summary>The identity provider that staff may sign in with, or null.</summary>
    public required OidcSettings? Oidc { get; init; }

    /// <summary>How long data is kept.</summary>
    public required RetentionRules Retention { get; init; }

    /// <summary>The address that serves metrics, or empty.</summary>
    public required string MetricsUrl { get; init; }

    /// <summary>The collector that traces and metrics are sent to, or empty.</summary>
    public required string OtlpEndpoint { get; init; }

    /// <summary>Each setting's value as written, but for passwords and secrets, and where it came from, for the log at start.</summary>
    public required IReadOnlyList<(Setting Setting, string Value, string From)> Origins { get; init; }

    /// <summary>Reads the settings; everything that is wrong is told together.</summary>
    /// <param name="options">The value of a command-line option, or null.</param>
    /// <param name="variables">The value of an environment variable, or null.</param>
    /// <exception cref="StoreSetupException">A value is wrong; the message names each.</exception>
    public static LeadgateSettings Read(Func<string, string?> options, Func<string, string?> variables)
    {
        var origins = Setting
            .All.Select(setting =>
                options(setting.Option) is { } option ? (setting, option, "option")
                : variables(setting.Variable) is { Length: > 0 } variable ? (setting, variable, "environment")
                : (setting, setting.Default, "default")
            )
            .ToList();
        var wrong = new List<string>();
        var settings = new LeadgateSettings
        {
            Urls = Value(Setting.Urls, IsUrls, "must be http:// or https:// addresses without a path"),
            Database = Database(),
            Environment = Value(Setting.Environment, value => value.ToUpperInvariant() is "TEST" or "PROD", "must be TEST or PROD")
                .ToUpperInvariant(),
            Rules = new LeadRules(
                Value(Setting.Company, value => value.Trim().Length is > 0 and <= 50, "must be a company code of 1 to 50 characters")
                    .Trim(),
                Zone(),
                Number(Setting.MaxVehicles, 1, 1000)
            ),
            Limits = new BulkLimits(Number(Setting.MaxLeads, 1, 1_000_000), Number(Setting.MaxBodyMib, 1, 1024) * 1024L * 1024L),
            KeyLifetime = TimeSpan.FromHours(Number(Setting.IdempotencyHours, 24, 24 * 365)),
            RequestsPerMinute = Number(Setting.RequestsPerMinute, 1, 1_000_000_000),
            LeadsPerMinute = Number(Setting.LeadsPerMinute, 1, 1_000_000_000),
            MaxConnections = Number(Setting.MaxConnections, 1, 1_000_000),
            HeaderTime = TimeSpan.FromSeconds(Number(Setting.HeaderSeconds, 1, 600)),
            IntakePlaces = Number(Setting.IntakePlaces, 1, 100_000),
            MaxIntakeBytes = Number(Setting.MaxIntakeMib, 1, 1_000_000) * 1024L * 1024L,
            MaxReadsAtOnce = Number(Setting.MaxReadsAtOnce, 1, 10_000),
            Retention = new RetentionRules(Days(Setting.KeepSentDays), Days(Setting.KeepErrorLeadsDays), Days(Setting.KeepAuditDays)),
            MetricsUrl = Value(
                Setting.MetricsUrl,
                IsMetricsUrl,
                "must be one http:// or https:// address with a port that no other address has, or empty"
            ),
            OtlpEndpoint = Value(Setting.OtlpEndpoint, IsEndpoint, "must be one http:// or https:// address without a password, or empty"),
            PublicUrl =
                Value(
                    Setting.PublicUrl,
                    value => value.Length == 0 || IsPublicUrl(value),
                    "must be http:// or https:// with a host and nothing behind it"
                )
                    is { Length: > 0 } url
                && IsPublicUrl(url)
                    ? new Uri(url)
                    : null,
            Oidc = Oidc(),
            Origins = origins,
        };
        settings = settings with { Origins = [.. origins.Select(origin => origin with { Item2 = Shown(origin.setting, origin.Item2) })] };
        return wrong.Count == 0 ? settings : throw new StoreSetupException(string.Join(System.Environment.NewLine, wrong));

        string Shown(Setting setting, string value) =>
            setting == Setting.Database ? settings.Database.ToString()
            : setting.IsSecret && value.Length > 0 ? "(not shown)"
            : value;

        string Value(Setting setting, Func<string, bool> isRight, string otherwise)
        {
            var (_, value, from) = origins.First(origin => origin.setting == setting);
            if (!isRight(value))
                wrong.Add(
                    $"{(from == "option" ? setting.Option : setting.Variable)} {otherwise}{(setting.IsSecret ? "" : $"; it is \"{value}\"")}."
                );
            return value;
        }

        bool IsMetricsUrl(string url)
        {
            if (url.Length == 0)
                return true;
            if (url.Contains(';', StringComparison.Ordinal) || !IsUrls(url))
                return false;

            // Connections are told apart by their port.
            var (port, urls) = (PortOf(url), origins.First(origin => origin.setting == Setting.Urls).Item2);
            return port == 0 || !IsUrls(urls) || !Addresses(urls).Any(other => PortOf(other) == port);
        }

        int Number(Setting setting, int minimum, int maximum)
        {
            var number = 0;
            Value(
                setting,
                value =>
                    int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out number)
                    && number >= minimum
                    && number <= maximum,
                $"must be a number from {minimum} to {maximum}"
            );
            return Math.Clamp(number, minimum, maximum);
        }

        int? Days(Setting setting) => Number(setting, 0, 36_500) is > 0 and var days ? days : null;

        StoreAddress Database()
        {
            try
            {
                return StoreAddress.Parse(Value(Setting.Database, _ => true, ""));
            }
            catch (StoreSetupException e)
            {
                wrong.Add(e.Message);
                return new StoreAddress(StoreAddress.Sqlite, "");
            }
        }

        OidcSettings? Oidc()
        {
            var authority = Value(
                Setting.OidcAuthority,
                value => value.Length == 0 || OidcSettings.IsAuthority(value),
                "must be an https:// address; http:// only of this machine"
            );
            var isOn = authority.Length > 0;
            var clientId = Value(
                Setting.OidcClientId,
                value => value.Length > 0 == isOn,
                isOn ? "is needed with an authority" : "needs an authority"
            );
            var secret = Value(
                Setting.OidcClientSecret,
                value => value.Length > 0 == isOn,
                isOn ? "is needed with an authority" : "needs an authority"
            );
            var claim = Value(Setting.OidcRoleClaim, value => value.Trim().Length > 0, "must name a claim");
            return isOn && OidcSettings.IsAuthority(authority)
                ? new OidcSettings(new Uri(authority), clientId, secret, claim.Trim())
                : null;
        }

        TimeZoneInfo Zone()
        {
            var zone = TimeZoneInfo.Utc;
            Value(Setting.TimeZone, value => TryFindZone(value, out zone), "must be the IANA name of a time zone that this machine knows");
            return zone;
        }
    }

    private static bool IsUrls(string urls)
    {
        var parts = Addresses(urls);
        return parts.Length > 0
            && parts.All(url =>
                Uri.TryCreate(WithHost(url), UriKind.Absolute, out var uri)
                && uri is { Scheme: "http" or "https", PathAndQuery: "/", Fragment: "" }
            );
    }

    private static bool IsEndpoint(string url) =>
        url.Length == 0
        || (Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri is { Scheme: "http" or "https", UserInfo: "", Query: "" });

    private static string[] Addresses(string urls) =>
        urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static int PortOf(string url) => new Uri(WithHost(url)).Port;

    private static string WithHost(string url) =>
        url.Replace("://*", "://any", StringComparison.Ordinal).Replace("://+", "://any", StringComparison.Ordinal);

    private static bool IsPublicUrl(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri)
        && uri.Scheme is "http" or "https"
        && uri.PathAndQuery == "/"
        && uri.Fragment.Length == 0
        && uri.UserInfo.Length == 0;

    private static bool TryFindZone(string name, out TimeZoneInfo zone)
    {
        if (TimeZoneInfo.TryFindSystemTimeZoneById(name, out zone!))
            return true;

        // Small machines have no zone data; the default needs none, for Riyadh has never known summer time.
        zone = TimeZoneInfo.CreateCustomTimeZone(name, TimeSpan.FromHours(3), name, name);
        return name == Setting.TimeZone.Default;
    }
}
