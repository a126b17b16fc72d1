using System.Text;
using Leadgate.Domain.Audit;
using Leadgate.Domain.Privacy;
using Microsoft.Data.Sqlite;

namespace Leadgate.Storage.Sqlite;

/// <summary>Takes personal data out of the file.</summary>
/// <param name="read">Runs on a reader's connection.</param>
/// <param name="write">Runs in the writer's next transaction.</param>
/// <param name="connections">For what runs outside of any transaction.</param>
internal sealed class SqlitePrivacy(SqliteRead read, SqliteWrite write, SqliteConnections connections) : IPrivacyStore
{
    public Task<IReadOnlyList<CallerKey>> FindKeysAsync(Func<string, bool> isNamedIn, CancellationToken cancellation) =>
        read.RunAsync<IReadOnlyList<CallerKey>>(
            connection =>
            {
                using var command = connection.Command(ErasureStatements.SelectKeys);
                using var row = command.ExecuteReader();
                var keys = new List<CallerKey>();
                while (row.Read())
                {
                    if (isNamedIn(row.GetString(1)))
                        keys.Add(new CallerKey(row.GetString(0), row.GetString(1)));
                }

                return keys;
            },
            cancellation
        );

    public Task EraseAsync(
        IReadOnlyList<LeadErasure> leads,
        IReadOnlyList<CallerKey> keys,
        AuditEvent audit,
        CancellationToken cancellation
    ) =>
        write.RunAsync(
            session =>
            {
                foreach (
                    var statement in leads
                        .SelectMany(lead => ErasureStatements.Of(lead, session.Now))
                        .Concat(keys.Select(ErasureStatements.DeleteKey))
                )
                    Run(session.Connection, statement);
                return SqliteAudit.Append(session, audit);
            },
            cancellation
        );

    public async Task<(int Count, LeadCursor Last)> DropSentAsync(
        DateTime before,
        LeadCursor after,
        int limit,
        Func<int, AuditEvent> audit,
        CancellationToken cancellation
    )
    {
        // Looked for on a reader's connection: bulks do not wait for that.
        var old = await read.RunAsync(connection => SelectSent(connection, before, after, limit), cancellation).ConfigureAwait(false);
        if (old.Count == 0)
            return (0, after);
        return await write
            .RunAsync(
                session =>
                {
                    foreach (var statement in old.SelectMany(lead => ErasureStatements.Of(lead, session.Now)))
                        Run(session.Connection, statement);
                    SqliteAudit.Append(session, audit(old.Count));
                    return (old.Count, ErasureStatements.LastOf(old, after));
                },
                cancellation
            )
            .ConfigureAwait(false);
    }

    public Task<int> DeleteLeadsWithErrorsAsync(DateTime before, int limit, Func<int, AuditEvent> audit, CancellationToken cancellation) =>
        write.RunAsync(
            session =>
            {
                var old = new List<(long BulkId, long Id)>();
                using (
                    var command = session.Connection.Command(
                        ErasureStatements.SelectLeadsWithErrors,
                        ("@before", FieldColumnReader.ToText(before)),
                        ("@limit", limit)
                    )
                )
                {
                    using var row = command.ExecuteReader();
                    while (row.Read())
                        old.Add((row.GetInt64(0), row.GetInt64(1)));
                }

                foreach (var (bulkId, id) in old)
                    Run(session.Connection, ErasureStatements.DeleteWrong(bulkId, id));
                if (old.Count > 0)
                    SqliteAudit.Append(session, audit(old.Count));
                return old.Count;
            },
            cancellation
        );

    /// <summary>The file is written anew into its log, and the log carried into the file and emptied, for it holds the old pages too.</summary>
    public Task VacuumAsync(CancellationToken cancellation) =>
        Task.Run(
            () =>
            {
                try
                {
                    using var connection = connections.Open();
                    using var vacuum = connection.Command("vacuum");
                    vacuum.CommandTimeout = 0;
                    vacuum.ExecuteNonQuery();
                    using var checkpoint = connection.Command("pragma wal_checkpoint(truncate)");
                    using var row = checkpoint.ExecuteReader();
                    if (row.Read() && row.GetInt64(0) != 0)
                        throw new StoreUnavailableException(
                            "Somebody reads the database just now, so its log could not be emptied. Try again."
                        );
                }
                catch (SqliteException e) when (SqliteConnections.IsOutage(e))
                {
                    throw new StoreUnavailableException($"The database cannot be written anew: {SqliteConnections.Reason(e)}", e);
                }
            },
            cancellation
        );

    private static List<LeadErasure> SelectSent(SqliteConnection connection, DateTime before, LeadCursor after, int limit)
    {
        using var command = connection.Command(
            ErasureStatements.SelectSent,
            ("@before", FieldColumnReader.ToText(before)),
            ("@after_bulk", after.BulkId),
            ("@after_lead", after.LeadId),
            ("@limit", limit)
        );
        using var row = command.ExecuteReader();
        var old = new List<LeadErasure>();
        while (row.Read())
            old.Add(
                new InvalidLeadErasure(
                    row.GetInt64(0),
                    row.GetInt64(1),
                    IsWhole: true,
                    Erasure.ErasedLead,
                    Erasure.EraseErrors(Encoding.UTF8.GetBytes(row.GetString(2))),
                    JsonChange.Removed
                )
            );
        return old;
    }

    private static void Run(SqliteConnection connection, Statement statement)
    {
        using var command = connection.Command(statement);
        command.ExecuteNonQuery();
    }
}
