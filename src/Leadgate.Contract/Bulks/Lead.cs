using System.Text.Json;
using System.Text.Json.Serialization;

namespace Leadgate.Contract.Bulks;

/// <summary>
/// A lead, as it is sent. Property names match in any case. Unknown properties are stored with the lead and reported as warnings. A list
/// field takes a label in either language, a code, an alias, or the number of the item; a yes/no field also takes an item of its list; a
/// number may be sent as a string of digits.
/// </summary>
public sealed record Lead
{
    /// <summary>The fields of the lead by name; docs/fields.md lists them.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement> Fields { get; set; } = new Dictionary<string, JsonElement>();
}
