namespace Leadgate.Server.Hosting;

/// <summary>
/// A setting (promise 9.2), given by the command-line option <see cref="Option"/>, the environment variable <see cref="Variable"/>, or a
/// line with the name of the variable in a file; the first of them counts. Help, documentation, the example of a file, and
/// <see cref="LeadgateSettings"/> follow from the definitions here.
/// </summary>
/// <param name="Name">The name in snake case, such as <c>time_zone</c>.</param>
/// <param name="Default">The value if nothing is set.</param>
/// <param name="Meaning">The description in help and documentation.</param>
internal sealed record Setting(string Name, string Default, string Meaning)
{
    private static readonly List<Setting> Defined = [];

    public static readonly Setting Config = Define(
        "config",
        "",
        "File with settings, a line LEADGATE_NAME=value for each. None by default."
    );

    public static readonly Setting Urls = Define(
        "urls",
        "http://127.0.0.1:5080",
        "Addresses to listen on, separated by semicolons. Port 0 selects a free port."
    );

    public static readonly Setting Database = Define(
        "database",
        "sqlite:data/leadgate.db",
        "Database of the service: sqlite:PATH, or postgres://USER@HOST:PORT/DATABASE, which several nodes can share."
    );

    public static readonly Setting Environment = Define(
        "environment",
        "TEST",
        "TEST or PROD. Shown in the log, responses, health checks, and API reference."
    );

    public static readonly Setting Company = Define(
        "company",
        "JTC",
        "Company code. It is the only valid value of the field company, and the default of leads without one."
    );

    public static readonly Setting TimeZone = Define(
        "time_zone",
        "Asia/Riyadh",
        "Time zone of the company (IANA name). Used for date-times without an offset and to convert date-times to dates."
    );

    public static readonly Setting MaxLeads = Define("max_leads", "10000", "Maximum number of leads in a bulk.");

    public static readonly Setting MaxBodyMib = Define("max_body_mib", "32", "Maximum size of a bulk's body, in MiB.");

    public static readonly Setting MaxImportMib = Define("max_import_mib", "512", "Maximum size of a file that is imported, in MiB.");

    public static readonly Setting MaxImportRows = Define(
        "max_import_rows",
        "1000000",
        "Maximum number of rows of a file that is imported."
    );

    public static readonly Setting MaxVehicles = Define("max_vehicles", "100", "Maximum number of vehicles in a lead.");

    public static readonly Setting IdempotencyHours = Define(
        "idempotency_hours",
        "168",
        "Hours to keep an idempotency key. At least 24.",
        isReloadable: true
    );

    public static readonly Setting RequestsPerMinute = Define(
        "requests_per_minute",
        "60000",
        "Default rate limit of an API key, in requests per minute on each node.",
        isReloadable: true
    );

    public static readonly Setting LeadsPerMinute = Define(
        "leads_per_minute",
        "1200000",
        "Default rate limit of an API key, in leads per minute on each node.",
        isReloadable: true
    );

    public static readonly Setting StoredMibPerMinute = Define(
        "stored_mib_per_minute",
        "1024",
        "How much an API key may add to the database, in MiB per minute on each node.",
        isReloadable: true
    );

    public static readonly Setting MaxConnections = Define(
        "max_connections",
        "10000",
        "Maximum number of open connections. Further connections are closed immediately."
    );

    public static readonly Setting HeaderSeconds = Define(
        "header_seconds",
        "15",
        "Timeout for receiving the headers of a request, in seconds."
    );

    public static readonly Setting StopSeconds = Define(
        "stop_seconds",
        "30",
        "Seconds that requests in progress have to end after SIGTERM. Those that are then still running are cut off."
    );

    public static readonly Setting StopDelaySeconds = Define(
        "stop_delay_seconds",
        "0",
        "Seconds between SIGTERM and the end of new connections. Meanwhile /health/ready is 503 and requests are answered as before, so "
            + "that a load balancer sends them to other nodes in time. 5 behind HAProxy with checks every second."
    );

    public static readonly Setting IntakePermits = Define(
        "intake_places",
        "256",
        "Concurrency limit for incoming bulks, in permits. A small bulk uses one permit per 4 KiB of its body, and none while its body is "
            + "still arriving; larger bulks share the processors, one for each 32 permits at a time. Bulks that wait too long get 503."
    );

    public static readonly Setting MaxIntakeMib = Define(
        "max_intake_mib",
        "512",
        "Maximum memory for bulks that are being received, in MiB. A bulk that would exceed it gets 503, unless it is the only one."
    );

    public static readonly Setting MaxConcurrentReads = Define(
        "max_reads_at_once",
        "32",
        "Maximum number of concurrent requests that read or search leads. Requests that wait longer than a second get 503.",
        isReloadable: true
    );

    public static readonly Setting KeepSentDays = Define(
        "keep_sent_days",
        "0",
        "Days to keep the original data of leads with errors. After that, only the error list is kept. 0 means forever.",
        isReloadable: true
    );

    public static readonly Setting KeepImportsDays = Define(
        "keep_imports_days",
        "7",
        "Days to keep an uploaded file that nobody imports. A file that was imported is deleted at once.",
        isReloadable: true
    );

    public static readonly Setting KeepErrorLeadsDays = Define(
        "keep_error_leads_days",
        "0",
        "Days to keep leads with errors. After that, they are deleted. 0 means forever.",
        isReloadable: true
    );

    public static readonly Setting KeepAuditDays = Define(
        "keep_audit_days",
        "0",
        "Days to keep audit entries. After that, they are deleted. 0 means forever.",
        isReloadable: true
    );

    public static readonly Setting KeepRequestsDays = Define(
        "keep_requests_days",
        "3",
        "Days to keep the request log: time, route, status, and trace ID of the last requests of each API key. 0 means that there is none."
    );

    public static readonly Setting KeepRequests = Define("keep_requests", "5000", "Maximum number of requests of an API key in the log.");

    public static readonly Setting AuditKeyFile = Define(
        "audit_key_file",
        "",
        "File with the private key that signs checkpoints of the audit trail. It is created if it does not exist. By default "
            + "FILE.audit-key.pem beside an SQLite file, and data/audit-key.pem with PostgreSQL. Give all nodes the same key."
    );

    public static readonly Setting AuditCheckpointFile = Define(
        "audit_checkpoint_file",
        "",
        "File that checkpoints of the audit trail are appended to. By default FILE.audit-checkpoints.jsonl beside an SQLite file, and "
            + "data/audit-checkpoints.jsonl with PostgreSQL. Put it where whoever can write the database cannot."
    );

    public static readonly Setting LogLevel = Define(
        "log_level",
        "information",
        "What is logged: debug (with a line for each request), information, warning, or error, and what is more severe.",
        isReloadable: true
    );

    public static readonly Setting LogFormat = Define(
        "log_format",
        "text",
        "How the log looks: text, or json, an object in each line. To the journal of systemd, both have its levels."
    );

    public static readonly Setting BackupFolder = Define(
        "backup_folder",
        "",
        "Folder for scheduled backups, which only the owner of the service can read. Off by default. With several nodes, one of them makes "
            + "each backup: give all of them a folder that they share, or set it on one node only."
    );

    public static readonly Setting BackupAt = Define(
        "backup_at",
        "02:00",
        "Time of day of the scheduled backup, in the company's time zone. One that was missed is made when the service starts."
    );

    public static readonly Setting BackupEveryMinutes = Define(
        "backup_every_minutes",
        "1440",
        "Minutes from one scheduled backup to the next, counted from backup_at. It must divide a day: 1440 (daily), 60, 15, and so on."
    );

    public static readonly Setting KeepBackups = Define(
        "keep_backups",
        "latest:2,daily:7,weekly:4,monthly:6",
        "Scheduled backups to keep: the newest ones, and the last one of each of the last days, weeks, and months. A number alone is that "
            + "many of the newest. The others are deleted after each good backup."
    );

    public static readonly Setting VerifyBackups = Define(
        "verify_backups",
        "no",
        "Whether each scheduled backup is restored into a temporary database and compared: yes or no. With PostgreSQL the role must be "
            + "allowed to create databases."
    );

    public static readonly Setting Http2Urls = Define(
        "http2_urls",
        "",
        "Further http:// addresses, separated by semicolons, that speak HTTP/2 without TLS (prior knowledge), for a proxy or a service "
            + "mesh. They don't speak HTTP/1.1. Off by default."
    );

    public static readonly Setting MetricsUrl = Define(
        "metrics_url",
        "",
        "Separate address for Prometheus metrics (/metrics) and health checks. Off by default. Don't expose it to senders: it shows "
            + "business figures."
    );

    public static readonly Setting OtlpEndpoint = Define(
        "otlp_endpoint",
        "",
        "OpenTelemetry collector to send traces and metrics to (OTLP), such as http://127.0.0.1:4317. Off by default. All other options "
            + "are set by the standard OTEL_… variables."
    );

    public static readonly Setting PublicUrl = Define(
        "public_url",
        "",
        "Public URL of the staff pages when a proxy is in front, such as https://leads.example.com. By default it is taken from each "
            + "request."
    );

    public static readonly Setting TrustedProxies = Define(
        "trusted_proxies",
        "",
        "Addresses and networks of the proxies in front, separated by semicolons, such as 127.0.0.1;10.0.0.0/24. Only their "
            + "X-Forwarded-For and X-Forwarded-Proto headers count. None by default."
    );

    public static readonly Setting RequireSecondFactor = Define(
        "require_second_factor",
        "none",
        "Whose accounts with a password must have a second factor (TOTP): none, admin, or all. Without one, they cannot sign in."
    );

    public static readonly Setting OidcAuthority = Define(
        "oidc_authority",
        "",
        "Identity provider for staff sign-in (OpenID Connect), such as https://login.example.com/realm. Off by default."
    );

    public static readonly Setting OidcClientId = Define("oidc_client_id", "", "Client ID of this service at the identity provider.");

    public static readonly Setting OidcClientSecret = Define(
        "oidc_client_secret",
        "",
        "Client secret of this service at the identity provider. Use the environment variable or a file: other users of the machine can "
            + "see command-line options.",
        isSecret: true
    );

    public static readonly Setting OidcRoleClaim = Define(
        "oidc_role_claim",
        "roles",
        "Claim of the ID token that holds the roles: viewer, agent, or admin. The highest role applies. Users without a role cannot sign "
            + "in."
    );

    /// <summary>Every setting, in the order of the documentation.</summary>
    public static IReadOnlyList<Setting> All => Defined;

    /// <summary>Whether its value must not be shown.</summary>
    public bool IsSecret { get; init; }

    /// <summary>Whether a running service takes it over when its file has changed; see <see cref="ReloadableSettings"/>.</summary>
    public bool IsReloadable { get; init; }

    /// <summary>Whether it can be the name of a file that holds the value, so that no secret is in the environment.</summary>
    public bool MayHoldSecret => IsSecret || this == Database;

    public string Variable => "LEADGATE_" + Name.ToUpperInvariant();

    public string Option => "--" + Name.Replace('_', '-');

    /// <summary>The variable that names a file with the value, if it <see cref="MayHoldSecret"/>.</summary>
    public string FileVariable => Variable + "_FILE";

    /// <summary>The option that names a file with the value, if it <see cref="MayHoldSecret"/>.</summary>
    public string FileOption => Option + "-file";

    /// <summary>The names that it has as a variable and in a file.</summary>
    public IEnumerable<string> Variables => MayHoldSecret ? [Variable, FileVariable] : [Variable];

    private static Setting Define(string name, string defaultValue, string meaning, bool isSecret = false, bool isReloadable = false)
    {
        var setting = new Setting(name, defaultValue, meaning) { IsSecret = isSecret, IsReloadable = isReloadable };
        Defined.Add(setting);
        return setting;
    }
}
