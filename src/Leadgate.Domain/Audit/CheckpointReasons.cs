namespace Leadgate.Domain.Audit;

/// <summary>Why a checkpoint was written. docs/audit.md explains each; a test checks that.</summary>
internal static class CheckpointReasons
{
    public const string Start = "start";

    /// <summary>There were new entries for a while, or many of them.</summary>
    public const string Interval = "interval";

    public const string Stop = "stop";

    public const string BeforeTrim = "before-trim";

    public const string AfterTrim = "after-trim";

    public const string Backup = "backup";

    /// <summary>The trail continues an earlier one from here: what was recorded after the backup is lost.</summary>
    public const string Restore = "restore";
}
