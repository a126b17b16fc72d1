using System.Data.Common;

namespace Leadgate.Storage.Engines;

/// <summary>Reads columns that may be null, and times.</summary>
internal static class DbDataReaderExtensions
{
    /// <summary>A time in UTC; SQLite's driver reads it from text.</summary>
    public static DateTime GetTimestamp(this DbDataReader row, int column) => row.GetFieldValue<DateTimeOffset>(column).UtcDateTime;

    public static DateTime? GetTimestampOrNull(this DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetTimestamp(column);

    public static int? GetInt32OrNull(this DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt32(column);

    public static string? GetStringOrNull(this DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
