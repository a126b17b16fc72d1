namespace Leadgate.Server.Imports;

/// <summary>The limits of imports.</summary>
/// <param name="MaxBytes">The largest file.</param>
internal sealed record ImportRules(long MaxBytes, int MaxRows);
