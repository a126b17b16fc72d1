namespace Leadgate.Storage.Corrections;

/// <summary>How far a correction of many leads is. The words are stored, and answered (promise 11.5).</summary>
internal static class BulkCorrectionStatus
{
    public const string Running = "running";

    public const string Done = "done";

    /// <summary>It was given up; the leads that it had corrected by then stay corrected.</summary>
    public const string Failed = "failed";
}
