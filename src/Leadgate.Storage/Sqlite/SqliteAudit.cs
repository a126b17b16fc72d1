using System.Globalization;
using Leadgate.Domain.Audit;
using Microsoft.Data.Sqlite;

namespace Leadgate.Storage.Sqlite;

/// <summary>The table of the trail.</summary>
/// <param name="read">Runs on a reader's connection.</param>
/// <param name="write">Runs in the writer's next transaction.</param>
internal sealed class SqliteAudit(SqliteRead read, SqliteWrite write) : IAuditStore
{
    private const string Sequence = "audit";

    public Task<AuditEntry> AppendAsync(AuditEvent what, CancellationToken cancellation) =>
        write.RunAsync(session => Append(session, what), cancellation);

    public Task<IReadOnlyList<AuditEntry>> ReadAsync(long afterId, int limit, CancellationToken cancellation) =>
        read.RunAsync<IReadOnlyList<AuditEntry>>(
            connection =>
            {
                using var command = connection.Command(AuditRow.Next, ("@after", afterId), ("@limit", limit));
                using var row = command.ExecuteReader();
                var entries = new List<AuditEntry>();
                while (row.Read())
                    entries.Add(AuditRow.Read(row));
                return entries;
            },
            cancellation
        );

    public Task<long> ReadLastIdAsync(CancellationToken cancellation) =>
        read.RunAsync(
            connection =>
                Convert.ToInt64(connection.Scalar("select last from sequence where name = 'audit'"), CultureInfo.InvariantCulture),
            cancellation
        );

    public Task<long> TrimAsync(DateTime before, int limit, CancellationToken cancellation) =>
        write.RunAsync(
            session =>
            {
                if (FindLast(session.Connection, before, limit) is not var (id, hash, count))
                    return 0;
                Append(session, AuditVerification.CreateTrimEvent(id, hash, count));
                using var allow = session.Connection.Command("update sequence set last = @id where name = 'audit_trimmed'", ("@id", id));
                allow.ExecuteNonQuery();
                using var delete = session.Connection.Command("delete from audit_entry where id <= @id", ("@id", id));
                delete.ExecuteNonQuery();
                return count;
            },
            cancellation
        );

    /// <summary>Writes down what a transaction does.</summary>
    public static AuditEntry Append(SqliteWriteSession session, AuditEvent what)
    {
        var previous = session.Connection.Scalar(AuditRow.LastHash) as byte[];
        var entry = AuditEntry.Next(session.Take(Sequence, 1), session.Now, what, previous ?? AuditEntry.InitialHash);
        using var command = session.Connection.Command(
            AuditRow.Insert,
            ("@id", entry.Id),
            ("@at", FieldColumnReader.ToText(entry.At)),
            ("@action", what.Action),
            ("@actor", what.Actor),
            ("@from", what.Origin),
            ("@record", (object?)what.Record ?? DBNull.Value),
            ("@detail", (object?)what.Detail ?? DBNull.Value),
            ("@previous", entry.Previous.ToArray()),
            ("@hash", entry.Hash.ToArray())
        );
        command.ExecuteNonQuery();
        return entry;
    }

    private static (long Id, byte[] Hash, long Count)? FindLast(SqliteConnection connection, DateTime before, int limit)
    {
        using var command = connection.Command(AuditRow.LastBefore, ("@before", FieldColumnReader.ToText(before)), ("@limit", limit));
        using var row = command.ExecuteReader();
        return row.Read() ? (row.GetInt64(0), row.GetFieldValue<byte[]>(1), row.GetInt64(2)) : null;
    }
}
