using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Leadgate.Domain.Lists;

/// <summary>
/// The file form of a list: a JSON object with the list's name and its items, an item a line, so that a change can be reviewed
/// and compared. The lists that ship and the ones that operators import and export have this form.
/// </summary>
/// <param name="List">The list's name or id, as <see cref="ReferenceLists.Find"/> takes it.</param>
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

    /// <summary>Reads a list file.</summary>
    /// <param name="utf8">The bytes of the file.</param>
    /// <exception cref="JsonException">The bytes are no list file; the message names line and position.</exception>
    public static ListFile Read(ReadOnlySpan<byte> utf8) =>
        JsonSerializer.Deserialize<ListFile>(utf8, Options) ?? throw new JsonException("The file contains null instead of a list.");

    /// <summary>The text of the file for a list, ending in a line break.</summary>
    /// <param name="list">The list.</param>
    /// <param name="items">Its items in display order.</param>
    public static string Write(ListDefinition list, IEnumerable<ListItem> items)
    {
        var lines = items.Select(item => "    " + Spaced(JsonSerializer.SerializeToElement(ListFileItem.From(item), Options)));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{{\n  \"list\": \"{list.Name}\",\n  \"items\": [\n{string.Join(",\n", lines)}\n  ]\n}}\n"
        );
    }

    private static string Spaced(JsonElement item) =>
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
