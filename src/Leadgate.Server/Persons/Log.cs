namespace Leadgate.Server.Persons;

/// <summary>Log events of personal data, 700 to 799. Counts only.</summary>
internal static partial class Log
{
    [LoggerMessage(700, LogLevel.Information, "Person erased: {Leads} leads, {Mentions} mentions in other leads, {Keys} idempotency keys")]
    public static partial void PersonErased(ILogger logger, long leads, long mentions, long keys);

    [LoggerMessage(
        701,
        LogLevel.Information,
        "Expired data deleted: original data of {Sent} leads with errors, {Deleted} leads with errors, {Entries} audit entries"
    )]
    public static partial void Expired(ILogger logger, long sent, long deleted, long entries);

    [LoggerMessage(
        703,
        LogLevel.Warning,
        "Erased data is still on free pages of the database, which could not be rewritten. Run store vacuum: {Reason}"
    )]
    public static partial void ErasedBytesLeft(ILogger logger, string reason);

    [LoggerMessage(702, LogLevel.Warning, "Retention failed; next attempt in a day: {Reason}")]
    public static partial void RetentionFailed(ILogger logger, string reason);
}
