using System.Data.Common;
using Leadgate.Domain.Audit;

namespace Leadgate.Storage.Sqlite;

/// <summary>The tables of staff, on SQLite.</summary>
/// <param name="read">Runs on a reader's connection.</param>
/// <param name="write">Runs in the writer's next transaction.</param>
internal sealed class SqliteStaff(SqliteRead read, SqliteWrite write) : StaffTables
{
    protected override Task<IReadOnlyList<T>> ReadAsync<T>(
        Statement statement,
        Func<DbDataReader, T> row,
        CancellationToken cancellation
    ) =>
        read.RunAsync<IReadOnlyList<T>>(
            connection =>
            {
                using var command = connection.Command(statement);
                using var reader = command.ExecuteReader();
                var rows = new List<T>();
                while (reader.Read())
                    rows.Add(row(reader));
                return rows;
            },
            cancellation
        );

    protected override Task<bool> WriteAsync(IReadOnlyList<Statement> statements, AuditEvent? audit, CancellationToken cancellation) =>
        write.RunAsync(
            session =>
            {
                foreach (var statement in statements)
                {
                    using var command = session.Connection.Command(statement);
                    if (command.ExecuteNonQuery() == 0 && statement == statements[0])
                        return false;
                }

                if (audit is not null)
                    SqliteAudit.Append(session, audit);
                return true;
            },
            cancellation
        );
}
