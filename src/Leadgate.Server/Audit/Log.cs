namespace Leadgate.Server.Audit;

/// <summary>The audit trail; events 800 to 899. docs/audit.md documents the text of a checkpoint.</summary>
internal static partial class Log
{
    [LoggerMessage(800, LogLevel.Information, "Audit checkpoint: {Checkpoint} signature={Signature}")]
    public static partial void Checkpoint(ILogger logger, string checkpoint, string signature);

    [LoggerMessage(
        801,
        LogLevel.Critical,
        "The audit trail is not the one of the checkpoint of {Time}: entry {Entry} is missing or another one. Run ./leadgate audit verify."
    )]
    public static partial void TrailContradictsCheckpoint(ILogger logger, string time, long entry);

    [LoggerMessage(802, LogLevel.Warning, "A checkpoint of the audit trail could not be written to {File}: {Reason}")]
    public static partial void CheckpointFailed(ILogger logger, string file, string reason);

    [LoggerMessage(803, LogLevel.Warning, "The last checkpoint of the audit trail could not be written: {Reason}")]
    public static partial void LastCheckpointMissing(ILogger logger, string reason);

    [LoggerMessage(804, LogLevel.Warning, "The audit trail could not be read for a checkpoint: {Reason}")]
    public static partial void TrailNotRead(ILogger logger, string reason);

    [LoggerMessage(
        805,
        LogLevel.Warning,
        "Changes of the audit trail will not be noticed, because there is no key to sign checkpoints. {Reason}"
    )]
    public static partial void NoKey(ILogger logger, string reason);

    [LoggerMessage(806, LogLevel.Warning, "Refused requests could not be recorded in the audit trail, and are tried again: {Reason}")]
    public static partial void RefusalsNotRecorded(ILogger logger, string reason);

    [LoggerMessage(807, LogLevel.Warning, "Refused requests of the last minute were not recorded in the audit trail: {Reason}")]
    public static partial void RefusalsLost(ILogger logger, string reason);

    [LoggerMessage(808, LogLevel.Warning, "The public key of the audit trail could not be written to {File}: {Reason}")]
    public static partial void PublicKeyNotWritten(ILogger logger, string file, string reason);
}
