using System.Globalization;
using Leadgate.Domain.Audit;
using Npgsql;
using NpgsqlTypes;

namespace Leadgate.Storage.Postgres;

/// <summary>The table of the trail. Nodes append one after the other: the row of its counter is the lock, held until the commit.</summary>
/// <param name="access">Runs on a connection of the pool, with the store's handling of outages.</param>
/// <param name="time">The clock.</param>
internal sealed class PostgresAudit(PostgresAccess access, TimeProvider time) : IAuditStore
{
    private const string TakeId = "update counter set value = value + 1 where name = 'audit' returning value";

    public Task<AuditEntry> AppendAsync(AuditEvent what, CancellationToken cancellation) =>
        access.WriteAsync(connection => AppendAsync(connection, what, time, cancellation), cancellation);

    public Task<IReadOnlyList<AuditEntry>> ReadAsync(long afterId, int limit, CancellationToken cancellation) =>
        access.RunAsync<IReadOnlyList<AuditEntry>>(
            async connection =>
            {
                await using var command = connection.Command(AuditRow.Next, ("@after", afterId), ("@limit", limit));
                await using var row = await command.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
                var entries = new List<AuditEntry>();
                while (await row.ReadAsync(cancellation).ConfigureAwait(false))
                    entries.Add(AuditRow.Read(row));
                return entries;
            },
            cancellation
        );

    public Task<long> ReadLastIdAsync(CancellationToken cancellation) =>
        access.RunAsync(
            connection => NumberAsync(connection, "select value from counter where name = 'audit'", cancellation),
            cancellation
        );

    public Task<long> TrimAsync(DateTime before, int limit, CancellationToken cancellation) =>
        access.WriteAsync(
            async connection =>
            {
                // Another node may be at it, too.
                await connection
                    .ExecuteAsync("select value from counter where name = 'audit' for update", cancellation)
                    .ConfigureAwait(false);
                if (await FindLastAsync(connection, before, limit, cancellation).ConfigureAwait(false) is not var (id, hash, count))
                    return 0;
                await AppendAsync(connection, AuditVerification.CreateTrimEvent(id, hash, count), time, cancellation).ConfigureAwait(false);
                await using var batch = new NpgsqlBatch(connection);
                batch.Add("update counter set value = @id where name = 'audit_trimmed'", ("@id", id));
                batch.Add("delete from audit_entry where id <= @id", ("@id", id));
                await batch.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false);
                return count;
            },
            cancellation
        );

    /// <summary>Writes down what a transaction does; the last statement of it that waits for others, so that none waits long.</summary>
    public static async Task<AuditEntry> AppendAsync(
        NpgsqlConnection connection,
        AuditEvent what,
        TimeProvider time,
        CancellationToken cancellation
    )
    {
        var id = await NumberAsync(connection, TakeId, cancellation).ConfigureAwait(false);
        await using var last = connection.Command(AuditRow.LastHash);
        var previous = await last.ExecuteScalarAsync(cancellation).ConfigureAwait(false) as byte[];
        var entry = AuditEntry.Next(id, time.GetUtcNow().UtcDateTime, what, previous ?? AuditEntry.InitialHash);
        await using var command = connection.Command(
            AuditRow.Insert,
            ("@id", entry.Id),
            ("@at", entry.At),
            ("@action", what.Action),
            ("@actor", what.Actor),
            ("@from", what.Origin),
            ("@previous", entry.Previous.ToArray()),
            ("@hash", entry.Hash.ToArray())
        );
        command.Parameters.Add(new NpgsqlParameter("@record", NpgsqlDbType.Text) { Value = (object?)what.Record ?? DBNull.Value });
        command.Parameters.Add(new NpgsqlParameter("@detail", NpgsqlDbType.Text) { Value = (object?)what.Detail ?? DBNull.Value });
        await command.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false);
        return entry;
    }

    private static async Task<(long Id, byte[] Hash, long Count)?> FindLastAsync(
        NpgsqlConnection connection,
        DateTime before,
        int limit,
        CancellationToken cancellation
    )
    {
        await using var command = connection.Command(AuditRow.LastBefore, ("@before", before), ("@limit", limit));
        await using var row = await command.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
        return await row.ReadAsync(cancellation).ConfigureAwait(false)
            ? (row.GetInt64(0), row.GetFieldValue<byte[]>(1), row.GetInt64(2))
            : null;
    }

    private static async Task<long> NumberAsync(NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = connection.Command(sql);
        return Convert.ToInt64(await command.ExecuteScalarAsync(cancellation).ConfigureAwait(false), CultureInfo.InvariantCulture);
    }
}
