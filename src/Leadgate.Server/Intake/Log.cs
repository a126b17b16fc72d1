namespace Leadgate.Server.Intake;

/// <summary>Log messages of intake: ids and counts, no personal data. Event ids 300 to 399.</summary>
internal static partial class Log
{
    [LoggerMessage(300, LogLevel.Debug, "Stored bulk {BulkId}: {Total} leads, {Errors} with errors")]
    public static partial void BulkStored(ILogger logger, long bulkId, int total, int errors);

    [LoggerMessage(
        301,
        LogLevel.Warning,
        "Overload: {Count} bulks were refused with 503 since the last such message; {InProgress} in progress, {ReservedMib} MiB reserved"
    )]
    public static partial void Overload(ILogger logger, long count, int inProgress, long reservedMib);

    [LoggerMessage(302, LogLevel.Debug, "Deleted {Count} expired idempotency keys")]
    public static partial void KeysExpired(ILogger logger, long count);

    [LoggerMessage(303, LogLevel.Warning, "Failed to delete expired idempotency keys, next attempt in an hour: {Reason}")]
    public static partial void KeyCleanupFailed(ILogger logger, string reason);
}
