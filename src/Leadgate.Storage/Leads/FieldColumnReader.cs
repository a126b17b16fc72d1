using System.Data.Common;
using System.Globalization;
using Leadgate.Domain.Leads;
using Leadgate.Domain.Lists;
using Leadgate.Storage.Engines;

namespace Leadgate.Storage.Leads;

/// <summary>
/// Reads the values of fields from their columns: items by value, dates and times as the engine's own types, or as ISO 8601 text where it
/// has none, which the driver reads as if it had.
/// </summary>
internal static class FieldColumnReader
{
    /// <summary>Reads the columns of one object, which are next to each other in the order of <paramref name="columns"/>.</summary>
    public static FieldValue[] Read(DbDataReader row, int first, IReadOnlyList<FieldColumn> columns, int fieldCount, ListCatalog catalog)
    {
        var values = new FieldValue[fieldCount];
        for (var i = 0; i < columns.Count; i++)
        {
            if (!row.IsDBNull(first + i))
                values[columns[i].Field.Ordinal] = FromColumn(row, first + i, columns[i], catalog);
        }

        return values;
    }

    private static FieldValue FromColumn(DbDataReader row, int ordinal, FieldColumn column, ListCatalog catalog)
    {
        if (column.IsUnlistedText)
            return FieldValue.FromUtf8(row.GetFieldValue<byte[]>(ordinal));
        switch (column.Field.Kind)
        {
            case FieldKind.List:
                var value = row.GetInt32(ordinal);

                // Items are never deleted: one is unknown only until the newest lists are read.
                return catalog[column.Field.List!].Find(value) is { } item
                    ? FieldValue.From(item)
                    : FieldValue.From(value.ToString(CultureInfo.InvariantCulture));
            case FieldKind.Date:
                return FieldValue.From(row.GetFieldValue<DateOnly>(ordinal));
            case FieldKind.Timestamp:
                return FieldValue.From(row.GetTimestamp(ordinal));
            case FieldKind.Number:
                return FieldValue.From(row.GetInt64(ordinal));
            default:
                return FieldValue.FromUtf8(row.GetFieldValue<byte[]>(ordinal));
        }
    }
}
