using System.Text.Json;
using System.Text.Json.Serialization;

namespace Leadgate.Contract.Bulks;

/// <summary>
/// A lead, as it is sent. Property names match in any case. Unknown properties are stored with the lead and reported as warnings.
/// </summary>
public sealed record Lead
{
    /// <summary>The fields of the lead by name; docs/fields.md lists them.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Fields { get; init; }
}
