namespace Leadgate.Formats.Files;

/// <summary>What kind of file leads come in.</summary>
internal enum FileFormat
{
    /// <summary>Separated values: commas, semicolons, tabs or bars.</summary>
    Csv,

    /// <summary>An Excel workbook (Office Open XML).</summary>
    Xlsx,

    /// <summary>One JSON object in each line.</summary>
    Ndjson,

    /// <summary>ADF 1.0 (Auto-lead Data Format), an XML document.</summary>
    Adf,

    /// <summary>A mail (RFC 5322) with ADF in its text or an attachment.</summary>
    Mail,
}
