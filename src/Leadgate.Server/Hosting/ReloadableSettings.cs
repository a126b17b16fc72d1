using Leadgate.Server.Persons;

namespace Leadgate.Server.Hosting;

/// <summary>The settings that a running service takes over from a changed file: those of <see cref="Setting.IsReloadable"/>.</summary>
/// <param name="ImportDays">How long an uploaded file is kept that nobody imports.</param>
internal sealed record ReloadableSettings(
    LogLevel LogLevel,
    int RequestsPerMinute,
    int LeadsPerMinute,
    long StoredBytesPerMinute,
    int MaxConcurrentReads,
    TimeSpan IdempotencyKeyLifetime,
    RetentionRules Retention,
    int ImportDays
)
{
    public static ReloadableSettings Read(SettingsReader reader) =>
        new(
            ReadLogLevel(reader),
            reader.Number(Setting.RequestsPerMinute, 1, 1_000_000_000),
            reader.Number(Setting.LeadsPerMinute, 1, 1_000_000_000),
            reader.Mebibytes(Setting.StoredMibPerMinute, 1024 * 1024),
            reader.Number(Setting.MaxConcurrentReads, 1, 10_000),
            reader.Hours(Setting.IdempotencyHours, 24, 24 * 365),
            new RetentionRules(
                reader.Days(Setting.KeepSentDays),
                reader.Days(Setting.KeepErrorLeadsDays),
                reader.Days(Setting.KeepAuditDays)
            ),
            reader.Number(Setting.KeepImportsDays, 1, 365)
        );

    private static LogLevel ReadLogLevel(SettingsReader reader) =>
        reader.Text(
            Setting.LogLevel,
            text => text is "debug" or "information" or "warning" or "error",
            "must be debug, information, warning, or error"
        ) switch
        {
            "debug" => LogLevel.Debug,
            "warning" => LogLevel.Warning,
            "error" => LogLevel.Error,
            _ => LogLevel.Information,
        };
}
