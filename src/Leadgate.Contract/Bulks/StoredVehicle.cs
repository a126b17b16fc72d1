using System.Text.Json;
using System.Text.Json.Serialization;

namespace Leadgate.Contract.Bulks;

/// <summary>A vehicle of a lead, as it is read back. Fields that were not sent are `null`.</summary>
public sealed record StoredVehicle
{
    /// <summary>The id of the vehicle; `null` if the lead was only checked.</summary>
    public required long? LeadVehiclesId { get; init; }

    /// <summary>The fields of the vehicle by name; docs/fields.md lists them.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement> Fields { get; set; } = new Dictionary<string, JsonElement>();
}
