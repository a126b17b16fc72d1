using Leadgate.Domain.Intake;

namespace Leadgate.Formats.Csv;

/// <summary>Separated values with a row of headers (promise 12.1).</summary>
internal sealed class CsvLeadFormat : ILeadFormat
{
    public IReadOnlyList<string> MediaTypes { get; } = ["text/csv"];

    public bool Supports(string mediaType) => MediaTypes.Contains(mediaType, StringComparer.OrdinalIgnoreCase);

    public IBulkReader CreateReader(BulkLeads leads) => new CsvBulkReader(leads);
}
