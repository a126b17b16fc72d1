using System.Data.Common;
using System.Globalization;
using Leadgate.Domain.Leads;
using Leadgate.Domain.Lists;

namespace Leadgate.Storage;

/// <summary>How the value of a field is kept in its column: items by value, days and moments as ISO 8601 text.</summary>
internal static class FieldColumnValues
{
    public static object ToColumn(FieldColumn column, FieldValue value)
    {
        if (column.IsUnlistedText) return (object?)value.Text ?? DBNull.Value;
        return column.Field.Kind switch
        {
            FieldKind.List => value.Item is { } item ? (long)item.Value : DBNull.Value,
            FieldKind.Date when value.IsNumber => value.Date.ToString(LeadJson.DateFormat, CultureInfo.InvariantCulture),
            FieldKind.Instant when value.IsNumber => ToText(value.Instant),
            FieldKind.WholeNumber when value.IsNumber => value.Number,
            _ => (object?)value.Text ?? DBNull.Value,
        };
    }

    /// <summary>Reads the columns of one object, which stand side by side in the order of <paramref name="columns"/>.</summary>
    public static FieldValue[] Read(DbDataReader row, int first, IReadOnlyList<FieldColumn> columns, int fieldCount, ListCatalog catalog)
    {
        var values = new FieldValue[fieldCount];
        for (var i = 0; i < columns.Count; i++)
        {
            if (!row.IsDBNull(first + i)) values[columns[i].Field.Ordinal] = FromColumn(row, first + i, columns[i], catalog);
        }

        return values;
    }

    public static string ToText(DateTime utc) => utc.ToString(LeadJson.InstantFormat, CultureInfo.InvariantCulture);

    public static DateTime ReadInstant(DbDataReader row, int column) =>
        DateTime.ParseExact(row.GetString(column), LeadJson.InstantFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);

    private static FieldValue FromColumn(DbDataReader row, int ordinal, FieldColumn column, ListCatalog catalog)
    {
        if (column.IsUnlistedText) return FieldValue.Of(row.GetString(ordinal));
        switch (column.Field.Kind)
        {
            case FieldKind.List:
                var value = row.GetInt32(ordinal);

                // Items are never deleted, so one can be unknown only for the moment until the newest lists are read.
                return catalog[column.Field.List!].Find(value) is { } item ? FieldValue.Of(item) : FieldValue.Of(value.ToString(CultureInfo.InvariantCulture));
            case FieldKind.Date:
                return FieldValue.Of(DateOnly.ParseExact(row.GetString(ordinal), LeadJson.DateFormat, CultureInfo.InvariantCulture));
            case FieldKind.Instant:
                return FieldValue.Of(ReadInstant(row, ordinal));
            case FieldKind.WholeNumber:
                return FieldValue.Of(row.GetInt64(ordinal));
            default:
                return FieldValue.Of(row.GetString(ordinal));
        }
    }
}
