namespace Leadgate.Storage.Imports;

/// <summary>How far an import is. The words are stored, and answered (promise 12.3).</summary>
internal static class ImportStatus
{
    /// <summary>The file is still arriving; nobody sees the import yet.</summary>
    public const string Receiving = "receiving";

    /// <summary>The file is here and understood; its columns can be chosen.</summary>
    public const string Ready = "ready";

    /// <summary>All rows are being validated, and nothing is stored.</summary>
    public const string Checking = "checking";

    public const string Checked = "checked";

    /// <summary>The rows are being stored.</summary>
    public const string Running = "running";

    public const string Done = "done";

    /// <summary>It was cancelled; what was stored by then stays.</summary>
    public const string Cancelled = "cancelled";

    /// <summary>It was given up; what was stored by then stays.</summary>
    public const string Failed = "failed";

    /// <summary>Whether the columns can still be chosen.</summary>
    public static bool IsOpen(string status) => status is Ready or Checked;

    public static bool IsInProgress(string status) => status is Checking or Running;

    public static bool HasEnded(string status) => status is Done or Cancelled or Failed;
}
