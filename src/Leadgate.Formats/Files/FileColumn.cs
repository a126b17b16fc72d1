namespace Leadgate.Formats.Files;

/// <summary>A column of a table and what becomes of it.</summary>
/// <param name="Index">From 0.</param>
/// <param name="Header">As the file has it, without invisible marks.</param>
/// <param name="Samples">The first three different values that are not blank, among the first 1,000 rows.</param>
/// <param name="Target">
/// The name of a field of a lead or of a vehicle; one of <see cref="ColumnTargets"/>; null if the column is left out.
/// </param>
/// <param name="Reason">Why it has this target.</param>
internal sealed record FileColumn(int Index, string Header, IReadOnlyList<string> Samples, string? Target, ColumnReason Reason);
