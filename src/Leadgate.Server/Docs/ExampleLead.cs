using System.Text.Json.Nodes;
using Leadgate.Domain.Leads;

namespace Leadgate.Server.Docs;

/// <summary>
/// The lead of the examples, as it is sent. Its values are the examples of the field tables; names and numbers are invented.
/// </summary>
internal static class ExampleLead
{
    /// <summary>A valid lead: every field, except those that are only for companies or filled by routing.</summary>
    public static JsonObject Create()
    {
        var lead = new JsonObject();
        foreach (var field in LeadFields.All)
        {
            if (ReferenceEquals(field, LeadFields.Branch) || field.Mandatory == Mandatory.WhenCompany)
                continue;
            lead[field.OtherName ?? field.Name] =
                field.Kind == FieldKind.Vehicles ? new JsonArray(CreateVehicle()) : JsonNode.Parse(field.Example);
        }

        return lead;
    }

    private static JsonObject CreateVehicle()
    {
        var vehicle = new JsonObject();
        foreach (var field in VehicleFields.All)
            vehicle[field.Name] = JsonNode.Parse(field.Example);
        return vehicle;
    }
}
