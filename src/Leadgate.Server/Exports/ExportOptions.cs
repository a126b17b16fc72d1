namespace Leadgate.Server.Exports;

/// <summary>How leads are exported.</summary>
/// <param name="Guards">See <see cref="Formats.Csv.CsvWriter"/>.</param>
/// <param name="TitlesArabic">Whether columns have the titles of fields, in Arabic or in English; null if they have their names.</param>
internal sealed record ExportOptions(ExportFormat Format, bool Guards = true, bool? TitlesArabic = null)
{
    public string MediaType => Format == ExportFormat.Csv ? "text/csv; charset=utf-8" : "application/x-ndjson";

    public string Extension => Format == ExportFormat.Csv ? "csv" : "ndjson";
}
