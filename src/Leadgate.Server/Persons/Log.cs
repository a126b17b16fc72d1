namespace Leadgate.Server.Persons;

/// <summary>What is logged of erasing; ids 700 to 799. Counts only.</summary>
internal static partial class Log
{
    [LoggerMessage(
        700,
        LogLevel.Information,
        "A person was erased: {Leads} leads, {Mentions} others that named them, {Keys} idempotency keys"
    )]
    public static partial void PersonErased(ILogger logger, long leads, long mentions, long keys);

    [LoggerMessage(
        701,
        LogLevel.Information,
        "Past their time: what was sent of {Sent} leads with errors, {Deleted} leads with errors, {Entries} entries of the audit trail"
    )]
    public static partial void Expired(ILogger logger, long sent, long deleted, long entries);

    [LoggerMessage(702, LogLevel.Warning, "What is past its time could not be let go, and is tried again tomorrow: {Reason}")]
    public static partial void NotExpired(ILogger logger, string reason);
}
