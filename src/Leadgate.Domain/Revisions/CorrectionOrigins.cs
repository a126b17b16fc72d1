namespace Leadgate.Domain.Revisions;

/// <summary>The words of a revision that say how a lead was corrected.</summary>
internal static class CorrectionOrigins
{
    public const string Api = "api";

    /// <summary>By staff.</summary>
    public const string Console = "console";

    /// <summary>With all other leads that had the same wrong value.</summary>
    public const string BulkCorrection = "bulk-correction";

    /// <summary>By a row of a file of failed rows.</summary>
    public const string Import = "import";
}
