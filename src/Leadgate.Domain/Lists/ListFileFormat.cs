using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Leadgate.Contract.Lists;
using Leadgate.Domain.Intake;
using Leadgate.Domain.Texts;

namespace Leadgate.Domain.Lists;

/// <summary>
/// The file format of a list: a JSON object with the name of the list and its items, one per line, so that changes can be reviewed and
/// compared. The built-in lists have this format, and the lists that operators import and export.
/// </summary>
internal static class ListFileFormat
{
    private const string ItemShape =
        "An item has a value (a whole number), a label, and a labelAr, and optionally code, parentValue, city, isDefault, isActive,"
        + " and aliases.";

    private const string ItemShapeAr =
        "لكل عنصر value (عدد صحيح) و label و labelAr، ومعها عند الحاجة code أو parentValue أو city أو isDefault أو isActive أو aliases.";

    /// <summary>A name in the file may be anything.</summary>
    private const int MaxShownName = 100;

    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNameCaseInsensitive = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Reads a file that this program wrote.</summary>
    /// <exception cref="JsonException">The bytes are not a list file.</exception>
    public static ListFile Read(ReadOnlySpan<byte> utf8) =>
        JsonSerializer.Deserialize<ListFile>(utf8, Options) ?? throw new JsonException("The file contains null instead of a list.");

    /// <summary>Reads a file from outside: UTF-8, or UTF-16 with a byte order mark, as editors and spreadsheets write it.</summary>
    /// <param name="file">The file, or null if it is not valid.</param>
    /// <returns>What is wrong with the file, in one line, or null.</returns>
    public static ListFileError? TryRead(byte[] bytes, out ListFile? file)
    {
        file = null;
        if (!TryDecode(bytes, out var utf8))
            return new(1, "This is not a text in UTF-8 or UTF-16.", "المحتوى ليس نصًّا بترميز UTF-8 أو UTF-16.");
        if (FindSyntaxError(utf8) is { } syntaxError)
            return syntaxError;
        try
        {
            var read = JsonSerializer.Deserialize<ListFile>(utf8, Options);
            if ((read is null ? "" : FindNull(read)) is { } place)
                return CreateShapeError(1, place);
            file = read;
            return null;
        }
        catch (JsonException e)
        {
            return CreateShapeError((e.LineNumber ?? 0) + 1, e.Path ?? "");
        }
    }

    /// <summary>The items are in display order. The text ends with a line break.</summary>
    public static string Write(ListDefinition list, IEnumerable<ListItem> items)
    {
        var lines = items.Select(item => "    " + FormatItem(JsonSerializer.SerializeToElement(item.ToFileItem(), Options)));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{{\n  \"list\": \"{list.Name}\",\n  \"items\": [\n{string.Join(",\n", lines)}\n  ]\n}}\n"
        );
    }

    public static ListItem ToItem(this ListFileItem item) =>
        new()
        {
            Value = item.Value,
            Label = item.Label.Trim(),
            LabelAr = item.LabelAr.Trim(),
            Code = item.Code?.Trim(),
            ParentValue = item.ParentValue,
            CityValue = item.City,
            IsDefault = item.IsDefault ?? false,
            IsActive = item.IsActive ?? true,
            Aliases = item.Aliases is null ? [] : [.. item.Aliases.Select(alias => alias.Trim())],
        };

    /// <summary>Omits members with their default value.</summary>
    public static ListFileItem ToFileItem(this ListItem item) =>
        new()
        {
            Value = item.Value,
            Label = item.Label,
            LabelAr = item.LabelAr,
            Code = item.Code,
            ParentValue = item.ParentValue,
            City = item.CityValue,
            IsDefault = item.IsDefault ? true : null,
            IsActive = item.IsActive ? null : false,
            Aliases = item.Aliases.Count == 0 ? null : item.Aliases,
        };

    private static bool TryDecode(byte[] bytes, out byte[] utf8)
    {
        utf8 = bytes;
        Encoding? utf16 = bytes switch
        {
            [0xFF, 0xFE, ..] => new UnicodeEncoding(bigEndian: false, byteOrderMark: true, throwOnInvalidBytes: true),
            [0xFE, 0xFF, ..] => new UnicodeEncoding(bigEndian: true, byteOrderMark: true, throwOnInvalidBytes: true),
            _ => null,
        };
        if (utf16 is null)
        {
            utf8 = bytes is [0xEF, 0xBB, 0xBF, ..] ? bytes[3..] : bytes;
            return Utf8.IsValid(utf8);
        }

        try
        {
            utf8 = Encoding.UTF8.GetBytes(utf16.GetString(bytes, 2, bytes.Length - 2));
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }

    /// <summary>Also finds members that appear twice.</summary>
    private static ListFileError? FindSyntaxError(byte[] utf8)
    {
        if (JsonSyntax.FindFault(utf8) is { } fault)
            return new(fault.Line, fault.English, fault.Arabic) { Column = fault.Column };
        var reader = new Utf8JsonReader(utf8);
        var members = new Stack<HashSet<string>>();
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.StartObject)
                members.Push(new HashSet<string>(StringComparer.OrdinalIgnoreCase));
            else if (reader.TokenType == JsonTokenType.EndObject)
                members.Pop();
            else if (reader.TokenType == JsonTokenType.PropertyName && !members.Peek().Add(reader.GetString()!))
                return CreateDuplicateError(GetLine(reader), reader.GetString()!);
        }

        return null;

        long GetLine(in Utf8JsonReader at) => utf8.AsSpan(0, (int)at.TokenStartIndex).Count((byte)'\n') + 1;
    }

    private static ListFileError CreateDuplicateError(long line, string member)
    {
        var name = PlainText.Show(member, MaxShownName);
        return new(
            line,
            $"{Quote.Value(false, name)} appears more than once in one object. Write it once.",
            $"ورد {Quote.Value(true, name)} أكثر من مرة في كائن واحد. اكتبه مرة واحدة."
        )
        {
            IsJson = true,
        };
    }

    /// <summary>The path of an item or alias that is null, which nullable annotations do not exclude inside a list.</summary>
    private static string? FindNull(ListFile file)
    {
        for (var i = 0; i < file.Items.Count; i++)
        {
            if (file.Items[i] is not { } item)
                return string.Create(CultureInfo.InvariantCulture, $"items[{i}]");
            if (item.Aliases?.Any(alias => alias is null) == true)
                return string.Create(CultureInfo.InvariantCulture, $"items[{i}].aliases");
        }

        return null;
    }

    private static ListFileError CreateShapeError(long line, string path)
    {
        // The path names a member as the file does, which may be anything.
        var place = PlainText.Show(path.TrimStart('$', '.'), MaxShownName);
        if (!place.StartsWith("items[", StringComparison.OrdinalIgnoreCase))
            return new(
                line,
                "A list file is one JSON object with \"list\", the name of the list, and \"items\", an array.",
                "ملف القائمة كائن JSON واحد فيه \"list\" (اسم القائمة) و \"items\" (مصفوفة العناصر)."
            )
            {
                IsJson = true,
            };
        return new(
            line,
            $"{place} is missing something or is not valid. {ItemShape}",
            $"{place}: ينقص شيء أو توجد قيمة غير صحيحة. {ItemShapeAr}"
        )
        {
            IsJson = true,
        };
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
