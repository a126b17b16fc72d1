using System.Data.Common;
using Npgsql;

namespace Leadgate.Storage.Postgres;

/// <summary>The tables of staff, on PostgreSQL.</summary>
/// <param name="store">Gives connections, with the store's handling of outages.</param>
internal sealed class PostgresStaff(PostgresLeadStore store) : StaffTables
{
    protected override Task<IReadOnlyList<T>> ReadAsync<T>(Statement statement, Func<DbDataReader, T> read, CancellationToken cancellation) => store.ReadAsync<IReadOnlyList<T>>(async connection =>
    {
        await using var command = connection.Command(statement.Sql, statement.Parameters);
        await using var row = await command.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
        var rows = new List<T>();
        while (await row.ReadAsync(cancellation).ConfigureAwait(false)) rows.Add(read(row));
        return rows;
    }, cancellation);

    /// <summary>The statements of a batch are one transaction.</summary>
    protected override Task<int> WriteAsync(IReadOnlyList<Statement> statements, CancellationToken cancellation) => store.ReadAsync(async connection =>
    {
        await using var batch = new NpgsqlBatch(connection);
        foreach (var statement in statements) batch.Add(statement.Sql, statement.Parameters);
        await batch.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false);
        return batch.BatchCommands[0].RecordsAffected;
    }, cancellation);

    protected override object Moment(DateTime utc) => utc;
}
