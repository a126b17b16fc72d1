namespace Leadgate.Server.Imports;

/// <summary>Log events of imports and exports, 950 to 999. Counts only: names of files and headers can be personal data.</summary>
internal static partial class Log
{
    [LoggerMessage(950, LogLevel.Information, "Import {Id} is {Status}: {Valid} valid, {WithErrors} with errors, {Skipped} skipped")]
    public static partial void ImportEnded(ILogger logger, long id, string status, long valid, long withErrors, long skipped);

    [LoggerMessage(951, LogLevel.Error, "Import {Id} was given up")]
    public static partial void ImportFailed(ILogger logger, long id, Exception exception);

    [LoggerMessage(952, LogLevel.Warning, "Imports pause: {Reason}")]
    public static partial void ImportsPaused(ILogger logger, string reason);

    [LoggerMessage(
        953,
        LogLevel.Warning,
        "The file of import {Id}, which was refused, could not be deleted and is deleted tomorrow: {Reason}"
    )]
    public static partial void UploadLeft(ILogger logger, long id, string reason);

    [LoggerMessage(954, LogLevel.Information, "Import {Id} was checked: {Valid} valid, {WithErrors} with errors, {Skipped} skipped")]
    public static partial void ImportChecked(ILogger logger, long id, long valid, long withErrors, long skipped);

    [LoggerMessage(955, LogLevel.Warning, "Old files of imports could not be deleted: {Reason}")]
    public static partial void RetentionFailed(ILogger logger, string reason);
}
