using System.Data.Common;
using System.Text.Json;
using Leadgate.Domain.Lists;

namespace Leadgate.Storage;

/// <summary>An item of a list as a row: list, value, both labels, code, parent, city, default, active, aliases.</summary>
internal static class ListItemRow
{
    /// <summary>Arabic aliases stay readable in a SQL tool.</summary>
    private static readonly JsonSerializerOptions AliasOptions = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static ListItem Read(DbDataReader row) =>
        new()
        {
            Value = row.GetInt32(1),
            Label = row.GetString(2),
            LabelAr = row.GetString(3),
            Code = row.IsDBNull(4) ? null : row.GetString(4),
            ParentValue = row.IsDBNull(5) ? null : row.GetInt32(5),
            CityValue = row.IsDBNull(6) ? null : row.GetInt32(6),
            IsDefault = row.GetBoolean(7),
            IsActive = row.GetBoolean(8),
            Aliases = JsonSerializer.Deserialize<string[]>(row.GetString(9))!,
        };

    public static string Aliases(ListItem item) => JsonSerializer.Serialize(item.Aliases, AliasOptions);
}
