using Leadgate.Domain.Intake;

namespace Leadgate.Formats.Ndjson;

/// <summary>A lead on each line, as a JSON object (promise 12.1).</summary>
internal sealed class NdjsonLeadFormat : ILeadFormat
{
    public IReadOnlyList<string> MediaTypes { get; } =
    ["application/x-ndjson", "application/ndjson", "application/jsonl", "application/x-jsonlines"];

    public bool Supports(string mediaType) => MediaTypes.Contains(mediaType, StringComparer.OrdinalIgnoreCase);

    public IBulkReader CreateReader(BulkLeads leads) => new NdjsonBulkReader(leads);
}
