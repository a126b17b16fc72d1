using System.Buffers;
using System.Text.Json;
using Leadgate.Domain.Lists;
using Leadgate.Domain.Wire;

namespace Leadgate.Formats.Adf;

/// <summary>
/// Makes of a prospect the JSON of a lead, as a sender could have sent it. Nothing is lost: what has no field becomes a line of the note,
/// and elements that ADF does not have are kept as an unknown property.
/// </summary>
internal sealed class AdfMapping(ListCatalog catalog)
{
    private readonly AdfVehicles _vehicles = new(catalog);
    private readonly AdfCustomer _customer = new(catalog);
    private readonly AdfOrigin _origin = new(catalog);

    /// <param name="root">An element with a prospect, and perhaps a vendor and a provider beside it.</param>
    public byte[] ToJson(AdfElement root)
    {
        var prospect = root.Find("prospect")!;
        var lead = new AdfLead();
        var customer = prospect.Find("customer");
        if (customer is not null)
            lead.Note(customer.Find("comments")?.Paragraphs ?? "");
        _vehicles.Map(prospect, lead);
        _customer.Map(customer, prospect, lead);
        _origin.Map(root, prospect, lead);
        AdfExtra.Collect(root, "", lead);
        return Write(lead);
    }

    private static byte[] Write(AdfLead lead)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer, WireJson.WriterOptions);
        json.WriteStartObject();
        foreach (var (name, value) in lead.Fields)
            json.WriteString(name, value);
        if (lead.NoteText.Length > 0)
            json.WriteString("leadNote", lead.NoteText);
        if (lead.Vehicles.Count > 0)
        {
            json.WriteStartArray("vehicles");
            foreach (var vehicle in lead.Vehicles)
            {
                json.WriteStartObject();
                foreach (var (name, value) in vehicle)
                    json.WriteString(name, value);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        if (lead.Extra.Count > 0)
        {
            json.WriteStartObject("adf");
            foreach (var (path, value) in lead.Extra)
                json.WriteString(path, value);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }
}
