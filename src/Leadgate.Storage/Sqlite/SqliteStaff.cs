using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Leadgate.Storage.Sqlite;

/// <summary>The tables of staff, on SQLite.</summary>
/// <param name="open">Opens a reader's connection.</param>
/// <param name="writer">Writes.</param>
internal sealed class SqliteStaff(Func<SqliteConnection> open, GroupCommit writer) : StaffTables
{
    protected override async Task<IReadOnlyList<T>> ReadAsync<T>(Statement statement, Func<DbDataReader, T> read, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        try
        {
            await using var connection = open();
            await using var command = connection.Command(statement.Sql, statement.Parameters);
            await using var row = await command.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
            var rows = new List<T>();
            while (await row.ReadAsync(cancellation).ConfigureAwait(false)) rows.Add(read(row));
            return rows;
        }
        catch (SqliteException e) when (SqliteConnections.IsOutage(e))
        {
            throw SqliteConnections.Unreadable(e);
        }
    }

    protected override Task<int> WriteAsync(IReadOnlyList<Statement> statements, CancellationToken cancellation) => writer.RunAsync(session =>
    {
        var changed = new List<int>(statements.Count);
        foreach (var statement in statements)
        {
            using var command = session.Connection.Command(statement.Sql, statement.Parameters);
            changed.Add(command.ExecuteNonQuery());
        }

        return changed[0];
    }, weight: 0, cancellation);

    protected override object Moment(DateTime utc) => FieldColumnValues.ToText(utc);
}
