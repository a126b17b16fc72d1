using System.Data.Common;
using System.Globalization;
using Leadgate.Domain.Access;

namespace Leadgate.Storage;

/// <summary>A row of the table of keys, the same on both engines.</summary>
internal static class ApiKeyRow
{
    public const string Columns = "id, name, scopes, hint, hash, created_at, expires_at, revoked_at, last_used_at";

    public static ApiKey Read(DbDataReader row) => new()
    {
        Id = row.GetInt64(0),
        Name = row.GetString(1),
        Scopes = ScopeNames.TryRead(row.GetString(2).Split(' ', StringSplitOptions.RemoveEmptyEntries), out var scopes) ? scopes : Scopes.None,
        Hint = row.GetString(3),
        Hash = row.GetFieldValue<byte[]>(4),
        CreatedAt = FieldColumnValues.ReadMoment(row, 5),
        ExpiresAt = Moment(row, 6),
        RevokedAt = Moment(row, 7),
        LastUsedAt = Moment(row, 8),
    };

    /// <summary>How the trail names a key.</summary>
    public static string Record(long id) => string.Create(CultureInfo.InvariantCulture, $"key:{id}");

    /// <summary>Scopes as they stand in the table, for people to read.</summary>
    public static string Text(Scopes scopes) => string.Join(' ', ScopeNames.Of(scopes));

    private static DateTime? Moment(DbDataReader row, int column) => row.IsDBNull(column) ? null : FieldColumnValues.ReadMoment(row, column);
}
