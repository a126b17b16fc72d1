namespace Leadgate.Formats.Xlsx;

/// <summary>A sheet of a workbook.</summary>
/// <param name="Part">The name of its part in the archive.</param>
internal sealed record XlsxSheet(string Name, bool IsHidden, string Part);
