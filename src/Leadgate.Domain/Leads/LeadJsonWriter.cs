using System.Text.Json;
using Leadgate.Domain.Lists;
using Leadgate.Domain.Wire;

namespace Leadgate.Domain.Leads;

/// <summary>Writes leads as responses return them (promise 7).</summary>
internal static class LeadJsonWriter
{
    public static void Write(Utf8JsonWriter json, LeadRecord record, bool arabic)
    {
        var lead = record.Lead;
        var hasErrors = record.Errors.Count > 0;
        json.WriteStartObject();
        json.WriteNumber("index", lead.Index);
        if (lead.Line is { } line)
            json.WriteNumber("line", line);
        WriteId(json, "leadExternalId", record.Id);
        WriteId(json, "leadId", hasErrors ? null : record.Id);
        if (record.Origin is { } origin)
            WriteOrigin(json, origin);
        if (record.Version is { } version)
            json.WriteNumber("version", version);
        json.WriteNumber("isError", hasErrors ? 1 : 0);
        json.WritePropertyName("errorList");
        if (!hasErrors)
            json.WriteNullValue();
        else
            IssueJsonWriter.Write(json, record.Errors);
        json.WritePropertyName("warningList");
        IssueJsonWriter.Write(json, record.Warnings);
        foreach (var field in LeadFields.All)
        {
            if (field.Kind == FieldKind.Vehicles)
                WriteVehicles(json, record, arabic);
            else
                WriteField(json, field, lead[field], arabic);
            if (ReferenceEquals(field, LeadFields.Branch))
                json.WriteBoolean("branchRouted", lead.BranchRouted);
        }

        WriteExtra(json, lead.Extra);
        json.WriteEndObject();
    }

    private static void WriteOrigin(Utf8JsonWriter json, BulkOrigin origin)
    {
        json.WriteNumber("leadExternalHeaderId", origin.BulkId);
        json.WriteString("createdDate", WireTime.Format(origin.CreatedAt));
        json.WriteString("createdBy", origin.CreatedBy);
    }

    private static void WriteVehicles(Utf8JsonWriter json, LeadRecord record, bool arabic)
    {
        json.WriteStartArray("vehicles");
        for (var i = 0; i < record.Lead.Vehicles.Count; i++)
        {
            var vehicle = record.Lead.Vehicles[i];
            json.WriteStartObject();
            WriteId(json, "leadVehiclesId", record.VehicleIds is { } ids && i < ids.Count ? ids[i] : null);
            foreach (var field in VehicleFields.All)
                WriteField(json, field, vehicle[field], arabic);
            WriteExtra(json, vehicle.Extra);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteField(Utf8JsonWriter json, LeadField field, FieldValue value, bool arabic)
    {
        WriteValue(json, field.Name, field, value, arabic);
        if (field.OtherName is not null)
            WriteValue(json, field.OtherName, field, value, arabic);
    }

    private static void WriteValue(Utf8JsonWriter json, string name, LeadField field, FieldValue value, bool arabic)
    {
        // The text of an invalid value is returned only if the field is a string anyway, so that every field keeps its JSON type.
        var isText = field.Kind is not FieldKind.Number && field.List?.Representation is null or ListRepresentation.Label;
        switch (value)
        {
            case { IsText: true } when isText:
                json.WriteString(name, value.Utf8.Span);
                break;
            case { Item: { } item }:
                WriteItem(json, name, field.List!.Representation, item, arabic);
                break;
            case { IsNumber: true }:
                WriteNumber(json, name, field.Kind, value);
                break;
            default:
                json.WriteNull(name);
                break;
        }
    }

    private static void WriteItem(Utf8JsonWriter json, string name, ListRepresentation representation, ListItem item, bool arabic)
    {
        switch (representation)
        {
            case ListRepresentation.Value:
                json.WriteNumber(name, item.Value);
                break;
            case ListRepresentation.Boolean:
                json.WriteBoolean(name, item.Value == 1);
                break;
            default:
                json.WriteString(name, item.GetLabel(arabic));
                break;
        }
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, FieldKind kind, FieldValue value)
    {
        switch (kind)
        {
            case FieldKind.Date:
                json.WriteString(name, WireTime.Format(value.Date));
                break;
            case FieldKind.Timestamp:
                json.WriteString(name, WireTime.Format(value.Timestamp));
                break;
            default:
                json.WriteNumber(name, value.Number);
                break;
        }
    }

    private static void WriteExtra(Utf8JsonWriter json, ReadOnlyMemory<byte> extra)
    {
        json.WritePropertyName("extra");
        if (extra.IsEmpty)
            json.WriteNullValue();
        else
            json.WriteRawValue(extra.Span, skipInputValidation: true);
    }

    private static void WriteId(Utf8JsonWriter json, string name, long? id)
    {
        if (id is { } value)
            json.WriteNumber(name, value);
        else
            json.WriteNull(name);
    }
}
