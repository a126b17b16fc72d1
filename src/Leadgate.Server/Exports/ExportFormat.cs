namespace Leadgate.Server.Exports;

/// <summary>What kind of file leads are exported into.</summary>
internal enum ExportFormat
{
    Csv,
    Ndjson,
}
