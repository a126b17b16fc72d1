using System.Data.Common;
using Leadgate.Domain.Audit;

namespace Leadgate.Storage;

/// <summary>A row of the table of the trail, the same on both engines.</summary>
internal static class AuditRow
{
    public const string Columns = "id, at, action, actor, came_from, record, detail, previous, hash";

    public const string Insert =
        $"insert into audit_entry ({Columns}) values (@id, @at, @action, @actor, @from, @record, @detail, @previous, @hash)";

    public const string Next = $"select {Columns} from audit_entry where id > @after order by id limit @limit";

    public const string LastHash = "select hash from audit_entry order by id desc limit 1";

    /// <summary>The last that goes, of the oldest that are from before a moment; the newest entry always stays, for the next one to follow.</summary>
    public const string LastBefore = """
        select id, hash, id - (select min(id) from audit_entry) + 1 from audit_entry
        where at < @before and id < (select max(id) from audit_entry) and id < (select min(id) from audit_entry) + @limit order by id desc limit 1
        """;

    public static AuditEntry Read(DbDataReader row) =>
        new(
            row.GetInt64(0),
            FieldColumnReader.ReadTimestamp(row, 1),
            new AuditEvent(row.GetString(2), row.GetString(3), row.GetString(4), Text(row, 5), Text(row, 6)),
            row.GetFieldValue<byte[]>(7),
            row.GetFieldValue<byte[]>(8)
        );

    private static string? Text(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
