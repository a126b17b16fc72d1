namespace Leadgate.Server.Imports;

/// <summary>The limits of imports.</summary>
/// <param name="MaxBytes">The largest file.</param>
/// <param name="KeptDays">How long a file is kept that nobody imports, in days.</param>
internal sealed record ImportRules(long MaxBytes, int MaxRows, int KeptDays);
