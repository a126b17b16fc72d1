using System.Buffers;
using System.Text.Json;
using Leadgate.Domain.Leads;
using Leadgate.Domain.Lists;
using Leadgate.Domain.Wire;

namespace Leadgate.Domain.Revisions;

/// <summary>
/// Writes a valid lead as a sender could have sent it: every field by its first name, items as their English labels. What was sent of a
/// valid lead is not stored; this is what a correction of it is applied to.
/// </summary>
internal static class LeadSource
{
    public static ReadOnlyMemory<byte> Write(Lead lead, ListCatalog catalog) =>
        AddUnknown(
            WriteObject(json =>
            {
                foreach (var field in LeadFields.All)
                {
                    if (field.Kind == FieldKind.Vehicles)
                        WriteVehicles(json, field, lead, catalog);
                    else if (!ReferenceEquals(field, LeadFields.Branch) || !lead.BranchRouted)
                        WriteField(json, field, lead[field], lead, catalog);
                }
            }),
            lead.Extra
        );

    private static void WriteVehicles(Utf8JsonWriter json, LeadField field, Lead lead, ListCatalog catalog)
    {
        if (lead.Vehicles.Count == 0)
            return;
        json.WriteStartArray(field.Name);
        foreach (var vehicle in lead.Vehicles)
        {
            var known = WriteObject(own =>
            {
                foreach (var one in VehicleFields.All)
                    WriteField(own, one, vehicle[one], lead, catalog);
            });
            json.WriteRawValue(AddUnknown(known, vehicle.Extra).Span, skipInputValidation: true);
        }

        json.WriteEndArray();
    }

    private static ReadOnlyMemory<byte> WriteObject(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer, WireJson.WriterOptions);
        json.WriteStartObject();
        write(json);
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenMemory;
    }

    /// <summary>Adds unknown properties with their names as they were sent, which may be no valid text.</summary>
    private static ReadOnlyMemory<byte> AddUnknown(ReadOnlyMemory<byte> known, ReadOnlyMemory<byte> extra) =>
        extra.IsEmpty
            ? known
            : LeadMembers.Write([.. LeadMembers.Read(known, FieldTable.Empty), .. LeadMembers.Read(extra, FieldTable.Empty)]);

    private static void WriteField(Utf8JsonWriter json, LeadField field, FieldValue value, Lead lead, ListCatalog catalog)
    {
        switch (value)
        {
            case { Item: { } item }:
                WriteItem(json, field, item, field.Parent is null ? null : lead[field.Parent].Item?.Value, catalog);
                break;
            case { IsText: true }:
                json.WriteString(field.Name, value.Utf8.Span);
                break;
            case { IsNumber: true } when field.Kind == FieldKind.Date:
                json.WriteString(field.Name, WireTime.Format(value.Date));
                break;
            case { IsNumber: true } when field.Kind == FieldKind.Timestamp:
                json.WriteString(field.Name, WireTime.Format(value.Timestamp));
                break;
            case { IsNumber: true }:
                json.WriteNumber(field.Name, value.Number);
                break;
            default:
                break;
        }
    }

    private static void WriteItem(Utf8JsonWriter json, LeadField field, ListItem item, int? parent, ListCatalog catalog)
    {
        var list = catalog[field.List!];
        switch (field.List!.Representation)
        {
            case ListRepresentation.Value:
                json.WriteNumber(field.Name, item.Value);
                break;
            case ListRepresentation.Boolean:
                json.WriteBoolean(field.Name, item.Value == 1);
                break;

            // Of two items with one label, the value says which. An item that was retired is named by its label, as people know it.
            case var _ when list.Match(item.Label, parent).Item?.Value != item.Value && list.Match(item.Value, parent).Item is not null:
                json.WriteNumber(field.Name, item.Value);
                break;
            default:
                json.WriteString(field.Name, item.Label);
                break;
        }
    }
}
