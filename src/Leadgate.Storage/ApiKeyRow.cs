using System.Data.Common;
using System.Globalization;
using Leadgate.Domain.Access;

namespace Leadgate.Storage;

/// <summary>A row of the table of keys, the same on both engines.</summary>
internal static class ApiKeyRow
{
    public const string Columns =
        "id, name, scopes, hint, hash, created_at, expires_at, revoked_at, last_used_at, requests_per_minute, leads_per_minute";

    public static ApiKey Read(DbDataReader row) =>
        new()
        {
            Id = row.GetInt64(0),
            Name = row.GetString(1),
            Scopes = ScopeNames.TryParse(row.GetString(2).Split(' ', StringSplitOptions.RemoveEmptyEntries), out var scopes)
                ? scopes
                : Scopes.None,
            Hint = row.GetString(3),
            Hash = row.GetFieldValue<byte[]>(4),
            CreatedAt = FieldColumnReader.ReadTimestamp(row, 5),
            ExpiresAt = Moment(row, 6),
            RevokedAt = Moment(row, 7),
            LastUsedAt = Moment(row, 8),
            RequestsPerMinute = Number(row, 9),
            LeadsPerMinute = Number(row, 10),
        };

    /// <summary>How the trail names a key.</summary>
    public static string Record(long id) => string.Create(CultureInfo.InvariantCulture, $"key:{id}");

    /// <summary>Changes the limits that are to change, of one key.</summary>
    public const string Limit = $"""
        update api_key set
          requests_per_minute = case when @sets_requests then @requests else requests_per_minute end,
          leads_per_minute = case when @sets_leads then @leads else leads_per_minute end
        where id = @id
        returning {Columns}
        """;

    /// <summary>Scopes as they stand in the table, for people to read.</summary>
    public static string Text(Scopes scopes) => string.Join(' ', ScopeNames.GetNames(scopes));

    private static int? Number(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt32(column);

    private static DateTime? Moment(DbDataReader row, int column) =>
        row.IsDBNull(column) ? null : FieldColumnReader.ReadTimestamp(row, column);
}
