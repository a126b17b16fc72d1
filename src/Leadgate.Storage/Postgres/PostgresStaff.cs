using System.Data.Common;
using Leadgate.Domain.Audit;

namespace Leadgate.Storage.Postgres;

/// <summary>The tables of staff, on PostgreSQL.</summary>
/// <param name="access">Runs on a connection of the pool, with the store's handling of outages.</param>
/// <param name="time">The clock.</param>
internal sealed class PostgresStaff(PostgresAccess access, TimeProvider time) : StaffTables
{
    protected override Task<IReadOnlyList<T>> ReadAsync<T>(
        Statement statement,
        Func<DbDataReader, T> row,
        CancellationToken cancellation
    ) =>
        access.RunAsync<IReadOnlyList<T>>(
            async connection =>
            {
                await using var command = connection.Command(statement);
                await using var reader = await command.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
                var rows = new List<T>();
                while (await reader.ReadAsync(cancellation).ConfigureAwait(false))
                    rows.Add(row(reader));
                return rows;
            },
            cancellation
        );

    protected override Task<bool> WriteAsync(IReadOnlyList<Statement> statements, AuditEvent? audit, CancellationToken cancellation) =>
        access.WriteAsync(
            async connection =>
            {
                foreach (var statement in statements)
                {
                    await using var command = connection.Command(statement);
                    if (await command.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false) == 0 && statement == statements[0])
                        return false;
                }

                if (audit is not null)
                    await PostgresAudit.AppendAsync(connection, audit, time, cancellation).ConfigureAwait(false);
                return true;
            },
            cancellation
        );
}
