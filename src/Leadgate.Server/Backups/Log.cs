namespace Leadgate.Server.Backups;

/// <summary>Scheduled backups; events 600 to 699.</summary>
internal static partial class Log
{
    [LoggerMessage(600, LogLevel.Information, "Backup complete: {File}, {Megabytes:0.0} MB in {Seconds:0.0} s: {Contents}")]
    public static partial void BackupComplete(ILogger logger, string file, double megabytes, double seconds, string contents);

    [LoggerMessage(
        601,
        LogLevel.Error,
        "The scheduled backup failed and is tried again in {Minutes} minutes: {Reason} Until then, {Last}."
    )]
    public static partial void BackupFailed(ILogger logger, double minutes, string reason, string last);

    [LoggerMessage(602, LogLevel.Information, "The backup {File} was restored into a temporary database and holds {Contents}")]
    public static partial void BackupVerified(ILogger logger, string file, string contents);

    [LoggerMessage(603, LogLevel.Information, "Deleted {Count} backups that are no longer kept; {Kept} are left")]
    public static partial void BackupsDeleted(ILogger logger, int count, int kept);

    [LoggerMessage(604, LogLevel.Warning, "The audit trail does not record the backup {File}: {Reason}")]
    public static partial void BackupNotAudited(ILogger logger, string file, string reason);
}
