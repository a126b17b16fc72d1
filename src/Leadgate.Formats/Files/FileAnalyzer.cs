using Leadgate.Formats.Csv;
using Leadgate.Formats.Xlsx;

namespace Leadgate.Formats.Files;

/// <summary>Says what it understands of a file: its format, encoding, and columns. Only the content decides; a name can be wrong.</summary>
internal static class FileAnalyzer
{
    /// <param name="file">A stream that can seek; it is read from its beginning.</param>
    /// <param name="name">The name of the file, or null.</param>
    /// <param name="choices">What a person has chosen in place of what the file suggests.</param>
    public static FileAnalysis Analyze(Stream file, string? name, FileChoices choices, CancellationToken cancellation)
    {
        var (format, refusal) = FileSignature.Find(file, name);
        if (refusal is not null)
            return new FileAnalysis.Refused(refusal);
        return format switch
        {
            FileFormat.Csv => CsvAnalyzer.Analyze(file, choices, cancellation),
            FileFormat.Xlsx => XlsxAnalyzer.Analyze(file, choices, cancellation),
            _ => new FileAnalysis.Understood(new FileDescription { Format = format }),
        };
    }
}
