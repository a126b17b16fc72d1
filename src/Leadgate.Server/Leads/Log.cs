namespace Leadgate.Server.Leads;

/// <summary>Log events of stored leads, 350 to 399.</summary>
internal static partial class Log
{
    [LoggerMessage(350, LogLevel.Information, "Converting the errors of stored leads to the form of schema 11; leads are stored meanwhile")]
    public static partial void IssueConversionStarted(ILogger logger);

    [LoggerMessage(351, LogLevel.Information, "The errors of {Leads} stored leads were converted")]
    public static partial void IssuesConverted(ILogger logger, long leads);

    [LoggerMessage(
        360,
        LogLevel.Information,
        "Correction {Id} of many leads is {Status}: {Corrected} valid, {WithErrors} still with errors"
    )]
    public static partial void BulkCorrectionEnded(ILogger logger, long id, string status, long corrected, long withErrors);

    [LoggerMessage(361, LogLevel.Error, "Correction {Id} of many leads was given up")]
    public static partial void BulkCorrectionFailed(ILogger logger, long id, Exception exception);

    [LoggerMessage(362, LogLevel.Warning, "Corrections of many leads pause: {Reason}")]
    public static partial void BulkCorrectionsPaused(ILogger logger, string reason);

    [LoggerMessage(
        352,
        LogLevel.Warning,
        "The errors of stored leads could not all be converted; they are read as they are, and the next start tries again: {Reason}"
    )]
    public static partial void IssueConversionFailed(ILogger logger, string reason);

    [LoggerMessage(
        353,
        LogLevel.Warning,
        "The search index and the counts of the staff console fall behind, because the database is unavailable: {Reason}"
    )]
    public static partial void FollowerInterrupted(ILogger logger, string reason);

    [LoggerMessage(355, LogLevel.Error, "The open errors could not be counted; the next page counts them again")]
    public static partial void OpenErrorsNotCounted(ILogger logger, Exception exception);

    [LoggerMessage(354, LogLevel.Error, "The search index and the counts of the staff console fall behind; leads are stored as ever")]
    public static partial void FollowerFailed(ILogger logger, Exception exception);
}
