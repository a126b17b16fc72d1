using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Leadgate.Domain.Lists;

/// <summary>
/// The file format of a list: a JSON object with the name of the list and its items, one per line, so that changes can be reviewed and
/// compared. The built-in lists have this format, and the lists that operators import and export.
/// </summary>
/// <param name="List">A name or id for <see cref="ReferenceLists.Find"/>.</param>
/// <param name="Items">The items in display order.</param>
internal sealed record ListFile(string List, IReadOnlyList<ListFileItem> Items)
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <exception cref="JsonException">The bytes are not a list file; the message names line and position.</exception>
    public static ListFile Read(ReadOnlySpan<byte> utf8) =>
        JsonSerializer.Deserialize<ListFile>(utf8, Options) ?? throw new JsonException("The file contains null instead of a list.");

    /// <summary>The items are in display order. The text ends with a line break.</summary>
    public static string Write(ListDefinition list, IEnumerable<ListItem> items)
    {
        var lines = items.Select(item => "    " + FormatItem(JsonSerializer.SerializeToElement(ListFileItem.From(item), Options)));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{{\n  \"list\": \"{list.Name}\",\n  \"items\": [\n{string.Join(",\n", lines)}\n  ]\n}}\n"
        );
    }

    private static string FormatItem(JsonElement item) =>
        "{"
        + string.Join(
            ", ",
            item.EnumerateObject()
                .Select(property =>
                    $"\"{property.Name}\": "
                    + (
                        property.Value.ValueKind == JsonValueKind.Array
                            ? "["
                                + string.Join(
                                    ", ",
                                    property.Value.EnumerateArray().Select(element => JsonSerializer.Serialize(element, Options))
                                )
                                + "]"
                            : JsonSerializer.Serialize(property.Value, Options)
                    )
                )
        )
        + "}";
}
