using System.Data.Common;
using System.Text.Encodings.Web;
using System.Text.Json;
using Leadgate.Domain.Lists;
using Leadgate.Storage.Engines;

namespace Leadgate.Storage.Lists;

/// <summary>An item of a list as it is in its row.</summary>
internal static class ListItemRow
{
    /// <summary>Arabic aliases stay readable in a SQL tool.</summary>
    private static readonly JsonSerializerOptions AliasOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Reads value, both labels, code, parent, city, default, active and aliases from columns in this order.</summary>
    public static ListItem Read(DbDataReader row, int first) =>
        new()
        {
            Value = row.GetInt32(first),
            Label = row.GetString(first + 1),
            LabelAr = row.GetString(first + 2),
            Code = row.GetStringOrNull(first + 3),
            ParentValue = row.GetInt32OrNull(first + 4),
            CityValue = row.GetInt32OrNull(first + 5),
            IsDefault = row.GetBoolean(first + 6),
            IsActive = row.GetBoolean(first + 7),
            Aliases = JsonSerializer.Deserialize<string[]>(row.GetString(first + 8))!,
        };

    public static JsonValue WriteAliases(ListItem item) => new(JsonSerializer.SerializeToUtf8Bytes(item.Aliases, AliasOptions));
}
