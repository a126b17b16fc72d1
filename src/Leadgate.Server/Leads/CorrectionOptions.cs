namespace Leadgate.Server.Leads;

/// <summary>How a correction is made.</summary>
/// <param name="IsStrict">Change nothing if the lead would still have errors.</param>
/// <param name="IsDryRun">Change nothing in any case, and say what would be.</param>
internal readonly record struct CorrectionOptions(bool IsStrict = false, bool IsDryRun = false);
