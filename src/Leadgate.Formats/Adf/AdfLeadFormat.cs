using Leadgate.Domain.Intake;

namespace Leadgate.Formats.Adf;

/// <summary>ADF 1.0 (Auto-lead Data Format): an XML document with one or many prospects (promise 12.1).</summary>
internal sealed class AdfLeadFormat : ILeadFormat
{
    public IReadOnlyList<string> MediaTypes { get; } = ["application/x-adf+xml", "application/xml", "text/xml", "application/adf+xml"];

    /// <summary>Documents say in many ways, and often wrongly, how they are encoded.</summary>
    public bool HasAnyCharset => true;

    public bool Supports(string mediaType) => MediaTypes.Contains(mediaType, StringComparer.OrdinalIgnoreCase);

    public IBulkReader CreateReader(BulkLeads leads)
    {
        leads.UseDefaults(AdfDefaults.Below(leads.Defaults));
        return new AdfBulkReader(leads, new AdfMapping(leads.Catalog));
    }
}
