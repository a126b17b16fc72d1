using System.Text.Json;
using System.Text.Json.Serialization;

namespace Leadgate.Contract.Bulks;

/// <summary>A vehicle that a lead is interested in, as it is sent.</summary>
public sealed record Vehicle
{
    /// <summary>The fields of the vehicle by name; docs/fields.md lists them.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement> Fields { get; set; } = new Dictionary<string, JsonElement>();
}
