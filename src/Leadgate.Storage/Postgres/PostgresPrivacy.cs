using System.Text;
using Leadgate.Domain.Audit;
using Leadgate.Domain.Privacy;
using Npgsql;

namespace Leadgate.Storage.Postgres;

/// <summary>Takes personal data out of the database.</summary>
/// <param name="access">Runs on a connection of the pool, with the store's handling of outages.</param>
/// <param name="time">The clock.</param>
internal sealed class PostgresPrivacy(PostgresAccess access, TimeProvider time) : IPrivacyStore
{
    private static readonly string[] Tables = ["lead", "vehicle", "lead_with_errors", "idempotency_key"];

    public Task<IReadOnlyList<CallerKey>> FindKeysAsync(Func<string, bool> isNamedIn, CancellationToken cancellation) =>
        access.RunAsync<IReadOnlyList<CallerKey>>(
            async connection =>
            {
                await using var command = connection.Command(ErasureStatements.SelectKeys);
                command.CommandTimeout = 0;
                await using var row = await command.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
                var keys = new List<CallerKey>();
                while (await row.ReadAsync(cancellation).ConfigureAwait(false))
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
        access.WriteAsync(
            async connection =>
            {
                await RunAsync(
                        connection,
                        [
                            .. leads.SelectMany(lead => ErasureStatements.Of(lead, time.GetUtcNow().UtcDateTime)),
                            .. keys.Select(ErasureStatements.DeleteKey),
                        ],
                        cancellation
                    )
                    .ConfigureAwait(false);
                return await PostgresAudit.AppendAsync(connection, audit, time, cancellation).ConfigureAwait(false);
            },
            cancellation
        );

    public Task<(int Count, LeadCursor Last)> DropSentAsync(
        DateTime before,
        LeadCursor after,
        int limit,
        Func<int, AuditEvent> audit,
        CancellationToken cancellation
    ) =>
        access.WriteAsync(
            async connection =>
            {
                var old = new List<LeadErasure>();
                await using (
                    var command = connection.Command(
                        ErasureStatements.SelectSent,
                        ("@before", before),
                        ("@after_bulk", after.BulkId),
                        ("@after_lead", after.LeadId),
                        ("@limit", limit)
                    )
                )
                {
                    await using var row = await command.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
                    while (await row.ReadAsync(cancellation).ConfigureAwait(false))
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
                }

                await RunAsync(
                        connection,
                        [.. old.SelectMany(lead => ErasureStatements.Of(lead, time.GetUtcNow().UtcDateTime))],
                        cancellation
                    )
                    .ConfigureAwait(false);
                if (old.Count > 0)
                    await PostgresAudit.AppendAsync(connection, audit(old.Count), time, cancellation).ConfigureAwait(false);
                return (old.Count, ErasureStatements.LastOf(old, after));
            },
            cancellation
        );

    public Task<int> DeleteLeadsWithErrorsAsync(DateTime before, int limit, Func<int, AuditEvent> audit, CancellationToken cancellation) =>
        access.WriteAsync(
            async connection =>
            {
                var old = new List<Statement>();
                await using (
                    var command = connection.Command(ErasureStatements.SelectLeadsWithErrors, ("@before", before), ("@limit", limit))
                )
                {
                    await using var row = await command.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
                    while (await row.ReadAsync(cancellation).ConfigureAwait(false))
                        old.Add(ErasureStatements.DeleteWrong(row.GetInt64(0), row.GetInt64(1)));
                }

                await RunAsync(connection, old, cancellation).ConfigureAwait(false);
                if (old.Count > 0)
                    await PostgresAudit.AppendAsync(connection, audit(old.Count), time, cancellation).ConfigureAwait(false);
                return old.Count;
            },
            cancellation
        );

    public Task VacuumAsync(CancellationToken cancellation) =>
        access.RunAsync(
            async connection =>
            {
                foreach (var table in Tables)
                {
                    await using var command = connection.Command($"vacuum (full, analyze) {table}");
                    command.CommandTimeout = 0;
                    await command.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false);
                }

                return true;
            },
            cancellation
        );

    private static async Task RunAsync(NpgsqlConnection connection, List<Statement> statements, CancellationToken cancellation)
    {
        if (statements.Count == 0)
            return;
        await using var batch = new NpgsqlBatch(connection);
        foreach (var statement in statements)
            batch.Add(statement);
        await batch.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false);
    }
}
