namespace Leadgate.Server.Exports;

/// <summary>How leads are exported.</summary>
/// <param name="Guards">See <see cref="Formats.Csv.CsvWriter"/>.</param>
/// <param name="TitlesArabic">Whether columns have the titles of fields, in Arabic or in English; null if they have their names.</param>
internal sealed record ExportOptions(ExportFormat Format, bool Guards = true, bool? TitlesArabic = null)
{
    /// <summary>The name of a sheet of a workbook.</summary>
    public const string Sheet = "Leads";

    public string MediaType =>
        Format switch
        {
            ExportFormat.Csv => "text/csv; charset=utf-8",
            ExportFormat.Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            _ => "application/x-ndjson",
        };

    public string Extension =>
        Format switch
        {
            ExportFormat.Csv => "csv",
            ExportFormat.Xlsx => "xlsx",
            _ => "ndjson",
        };
}
