using System.Text.Json;
using System.Text.Json.Serialization;

namespace Leadgate.Contract.Bulks;

/// <summary>
/// A correction of a lead: a JSON merge patch (RFC 7396). A field that is left out stays as it is; `null` removes one; `vehicles` is
/// replaced as a whole.
/// </summary>
public sealed record LeadPatch
{
    /// <summary>The fields of the lead by name; docs/fields.md lists them.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement> Fields { get; set; } = new Dictionary<string, JsonElement>();
}
