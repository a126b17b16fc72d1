using Leadgate.Domain.Texts;
using Leadgate.Formats.Files;
using Leadgate.Formats.Tables;
using Leadgate.Formats.Text;

namespace Leadgate.Formats.Csv;

/// <summary>Says what it understands of a file of separated values.</summary>
internal static class CsvAnalyzer
{
    private const int BeginningLength = 256 * 1024;

    public static FileAnalysis Analyze(Stream file, FileChoices choices, CancellationToken cancellation)
    {
        var guess = EncodingDetector.Detect(file, cancellation);
        var chosen = choices.Encoding is null ? guess.Encoding : FileEncodings.Find(choices.Encoding);
        var encoding = chosen ?? guess.Encoding;
        var delimiter = choices.Delimiter ?? FindDelimiter(file, encoding);
        using var table = Open(file, encoding, delimiter, leaveOpen: true);
        var description = TableAnalyzer.Analyze(table, choices, cancellation);
        if (table.Refusal is { } refusal)
            return new FileAnalysis.Refused(refusal);
        FileEncoding[] possible = [guess.Encoding, .. guess.Others];
        return new FileAnalysis.Understood(
            new FileDescription
            {
                Format = FileFormat.Csv,
                Encoding = encoding.Name,
                OtherEncodings = [.. possible.Where(other => other != encoding).Select(other => other.Name)],
                Delimiter = delimiter,
                HeaderRow = description.HeaderRow,
                Columns = description.Columns,
                FirstRows = description.FirstRows,
                Notes = [.. encoding == guess.Encoding ? guess.Notes : [], .. description.Notes],
                Problem = chosen is null ? DescribeUnknown(choices.Encoding!) : description.Problem,
            }
        );
    }

    public static CsvTableReader Open(Stream file, FileEncoding encoding, char delimiter, bool leaveOpen)
    {
        file.Position = 0;
        return new CsvTableReader(file, encoding.Open(file), delimiter, leaveOpen);
    }

    private static BilingualText DescribeUnknown(string encoding) =>
        new(
            $"There is no encoding {Quote.Value(false, encoding)}. Choose another.",
            $"لا يوجد ترميز باسم {Quote.Value(true, encoding)}. اختر غيره."
        );

    private static char FindDelimiter(Stream file, FileEncoding encoding)
    {
        file.Position = 0;
        var beginning = new byte[BeginningLength];
        var length = encoding.Open(file).ReadAtLeast(beginning, BeginningLength, throwOnEndOfStream: false);
        return CsvDelimiter.Find(beginning.AsSpan(0, length), length < BeginningLength);
    }
}
