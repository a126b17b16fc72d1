namespace Leadgate.Server.Hosting;

/// <summary>
/// Something that an operator can set (promise 9.2): by the environment variable <see cref="Variable"/> or the command-line option
/// <see cref="Option"/>, which wins.
/// </summary>
/// <param name="Name">The name in snake case, <c>time_zone</c>.</param>
/// <param name="Default">The value when nothing is set.</param>
/// <param name="Meaning">For help and documentation.</param>
internal sealed record Setting(string Name, string Default, string Meaning)
{
    /// <summary>Where the service listens.</summary>
    public static readonly Setting Urls = new(
        "urls",
        "http://127.0.0.1:5080",
        "Where to listen; several addresses with semicolons. Port 0 takes a free one."
    );

    /// <summary>Where the store is.</summary>
    public static readonly Setting Database = new(
        "database",
        "sqlite:data/leadgate.db",
        "Where leads are kept: sqlite:PATH, or postgres://USER:PASSWORD@HOST:PORT/DATABASE for several nodes."
    );

    /// <summary>Test or production.</summary>
    public static readonly Setting Environment = new(
        "environment",
        "TEST",
        "TEST or PROD; shown in the log, the answers, the health and the docs."
    );

    /// <summary>The company code of the distributor.</summary>
    public static readonly Setting Company = new(
        "company",
        "JTC",
        "The company code that the field company must have; a lead without it gets it."
    );

    /// <summary>The company's time zone.</summary>
    public static readonly Setting TimeZone = new(
        "time_zone",
        "Asia/Riyadh",
        "The company's time zone (IANA name), for dates without an offset and for the day of a moment."
    );

    /// <summary>The most leads of a bulk.</summary>
    public static readonly Setting MaxLeads = new("max_leads", "10000", "The most leads in a bulk.");

    /// <summary>The largest body.</summary>
    public static readonly Setting MaxBodyMib = new("max_body_mib", "32", "The largest body of a bulk, in MiB.");

    /// <summary>The most vehicles of a lead.</summary>
    public static readonly Setting MaxVehicles = new("max_vehicles", "100", "The most vehicles of a lead.");

    /// <summary>The lifetime of idempotency keys.</summary>
    public static readonly Setting IdempotencyHours = new(
        "idempotency_hours",
        "168",
        "How long an idempotency key is remembered, in hours; at least 24."
    );

    /// <summary>The requests of a key.</summary>
    public static readonly Setting RequestsPerMinute = new(
        "requests_per_minute",
        "60000",
        "How many requests a key may send in a minute, on each node."
    );

    /// <summary>The leads of a key.</summary>
    public static readonly Setting LeadsPerMinute = new(
        "leads_per_minute",
        "1200000",
        "How many leads a key may send in a minute, on each node."
    );

    /// <summary>The most connections.</summary>
    public static readonly Setting MaxConnections = new(
        "max_connections",
        "10000",
        "The most connections at once; further ones are closed before anything is read from them."
    );

    /// <summary>The time for a request's headers.</summary>
    public static readonly Setting HeaderSeconds = new(
        "header_seconds",
        "15",
        "How long a request's headers may take to arrive, in seconds."
    );

    /// <summary>How much is worked on.</summary>
    public static readonly Setting IntakePlaces = new(
        "intake_places",
        "256",
        "How much is checked and stored at once: a bulk takes a place for each 4 KiB of its body, 16 at most, and none while it waits for its sender. What has to wait too long for places is refused with 503."
    );

    /// <summary>The most memory of unfinished bulks.</summary>
    public static readonly Setting MaxIntakeMib = new(
        "max_intake_mib",
        "512",
        "The most memory that unfinished bulks may hold, in MiB; one that would need more is refused with 503, unless it is alone."
    );

    /// <summary>The most requests that read leads.</summary>
    public static readonly Setting MaxReadsAtOnce = new(
        "max_reads_at_once",
        "32",
        "The most requests at once that read or search leads; what has to wait more than a second is refused with 503."
    );

    /// <summary>The time that what was sent is kept.</summary>
    public static readonly Setting KeepSentDays = new(
        "keep_sent_days",
        "0",
        "For how many days what was sent of leads with errors is kept; then only their errors are. 0: for ever."
    );

    /// <summary>The time that leads with errors are kept.</summary>
    public static readonly Setting KeepErrorLeadsDays = new(
        "keep_error_leads_days",
        "0",
        "For how many days leads with errors are kept; then they are deleted. 0: for ever."
    );

    /// <summary>The time that the trail is kept.</summary>
    public static readonly Setting KeepAuditDays = new(
        "keep_audit_days",
        "0",
        "For how many days the trail of who did what is kept. 0: for ever."
    );

    /// <summary>Where metrics are read.</summary>
    public static readonly Setting MetricsUrl = new(
        "metrics_url",
        "",
        "A further address that serves Prometheus metrics at /metrics, and health, and nothing else; empty for none. Keep it from senders: it tells figures of the business."
    );

    /// <summary>Where traces and metrics are sent.</summary>
    public static readonly Setting OtlpEndpoint = new(
        "otlp_endpoint",
        "",
        "An OpenTelemetry collector that traces and metrics are sent to (OTLP), such as http://127.0.0.1:4317; empty for none. The standard variables OTEL_… hold for the rest."
    );

    /// <summary>The address that browsers know.</summary>
    public static readonly Setting PublicUrl = new(
        "public_url",
        "",
        "The address that browsers reach the staff pages by, https://leads.example.com, where a proxy stands in front. Empty: as each request says."
    );

    /// <summary>The identity provider.</summary>
    public static readonly Setting OidcAuthority = new(
        "oidc_authority",
        "",
        "The identity provider that staff may sign in with (OpenID Connect), https://login.example.com/realm. Empty: none."
    );

    /// <summary>Who the service is to the identity provider.</summary>
    public static readonly Setting OidcClientId = new(
        "oidc_client_id",
        "",
        "The client id that the identity provider knows the service by."
    );

    /// <summary>How the service proves it.</summary>
    public static readonly Setting OidcClientSecret = new(
        "oidc_client_secret",
        "",
        "The client secret that goes with it. Better set as a variable: other users of the machine can see options."
    )
    {
        IsSecret = true,
    };

    /// <summary>Where roles are.</summary>
    public static readonly Setting OidcRoleClaim = new(
        "oidc_role_claim",
        "roles",
        "The claim of the ID token that names a person's roles: viewer, agent or admin; the highest wins, and who has none is refused."
    );

    /// <summary>Every setting, in the order of the documentation.</summary>
    public static IReadOnlyList<Setting> All { get; } =
    [
        Urls,
        Database,
        Environment,
        Company,
        TimeZone,
        MaxLeads,
        MaxBodyMib,
        MaxVehicles,
        IdempotencyHours,
        RequestsPerMinute,
        LeadsPerMinute,
        MaxConnections,
        HeaderSeconds,
        IntakePlaces,
        MaxIntakeMib,
        MaxReadsAtOnce,
        KeepSentDays,
        KeepErrorLeadsDays,
        KeepAuditDays,
        MetricsUrl,
        OtlpEndpoint,
        PublicUrl,
        OidcAuthority,
        OidcClientId,
        OidcClientSecret,
        OidcRoleClaim,
    ];

    /// <summary>Whether its value must not be shown.</summary>
    public bool IsSecret { get; init; }

    /// <summary>The environment variable.</summary>
    public string Variable => "LEADGATE_" + Name.ToUpperInvariant();

    /// <summary>The command-line option.</summary>
    public string Option => "--" + Name.Replace('_', '-');
}
