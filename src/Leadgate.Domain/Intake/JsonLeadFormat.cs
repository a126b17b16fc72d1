namespace Leadgate.Domain.Intake;

/// <summary>One JSON object with an array of leads (promise 6.1).</summary>
internal sealed class JsonLeadFormat : ILeadFormat
{
    private const string StructuredSuffix = "+json";

    public IReadOnlyList<string> MediaTypes { get; } = ["application/json", "text/json"];

    public bool Supports(string mediaType) =>
        MediaTypes.Contains(mediaType, StringComparer.OrdinalIgnoreCase)
        || mediaType.EndsWith(StructuredSuffix, StringComparison.OrdinalIgnoreCase);

    public IBulkReader CreateReader(BulkLeads leads) => new JsonBulkReader(leads);
}
