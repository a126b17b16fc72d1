namespace Leadgate.Server.Intake;

/// <summary>What the intake logs: ids and counts, nothing personal. Ids 300 to 399.</summary>
internal static partial class Log
{
    [LoggerMessage(300, LogLevel.Debug, "Bulk {BulkId} is stored: {Total} leads, {Errors} with errors")]
    public static partial void BulkStored(ILogger logger, long bulkId, int total, int errors);

    [LoggerMessage(
        301,
        LogLevel.Warning,
        "Overload: {Count} bulks were refused with 503 since this was last said; {InWork} are in work, {HeldMib} MiB are held"
    )]
    public static partial void Overload(ILogger logger, long count, int inWork, long heldMib);
}
