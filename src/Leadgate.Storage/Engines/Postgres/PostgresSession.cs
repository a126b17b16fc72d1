using System.Data.Common;
using Npgsql;
using NpgsqlTypes;

namespace Leadgate.Storage.Engines.Postgres;

/// <summary>Runs statements on a connection to the server.</summary>
/// <param name="connection">The connection; it stays open.</param>
/// <param name="clock">The clock of the transaction that the connection is in; null outside a transaction.</param>
internal sealed class PostgresSession(NpgsqlConnection connection, StoreClock? clock = null) : StoreTransaction
{
    /// <summary>The channel of <c>LISTEN</c> and <c>NOTIFY</c> that says that the lists have changed.</summary>
    public const string ListsChannel = "leadgate_lists";

    public override ILeadIndex LeadIndex => PostgresLeadIndex.Instance;

    public override DateTime Now { get; } = clock?.Now() ?? default;

    public override DateTime TakeTime() => clock!.Now();

    public override async Task<int> ExecuteAsync(IReadOnlyList<Statement> statements, CancellationToken cancellation)
    {
        if (statements.Count == 0)
            return 0;
        await using var batch = new NpgsqlBatch(connection);
        foreach (var statement in statements)
            Bind(batch.Add(statement.Sql).Parameters, statement);
        return await batch.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false);
    }

    /// <summary>A block of the sequence, which is longer than any lead needs (<see cref="IdBlocks.BlockSize"/>).</summary>
    public override Task<long> TakeVehicleIdsAsync(int count, CancellationToken cancellation) =>
        FindAsync(new Statement("select nextval('vehicle_id_seq')"), row => row.GetInt64(0), cancellation);

    public override Task NotifyListChangeAsync(CancellationToken cancellation) =>
        connection.ExecuteAsync($"notify {ListsChannel}", cancellation);

    protected override DbCommand CreateCommand(Statement statement)
    {
        var command = new NpgsqlCommand(statement.Sql, connection);
        if (statement.IsLong)
            command.CommandTimeout = 0;
        Bind(command.Parameters, statement);
        return command;
    }

    private static void Bind(NpgsqlParameterCollection parameters, Statement statement)
    {
        foreach (var (name, value) in statement.Parameters)
            parameters.Add(new NpgsqlParameter(name, GetType(value.Type)) { Value = value.Value ?? DBNull.Value });
    }

    private static NpgsqlDbType GetType(SqlType type) =>
        type switch
        {
            SqlType.Integer => NpgsqlDbType.Integer,
            SqlType.BigInt => NpgsqlDbType.Bigint,
            SqlType.Boolean => NpgsqlDbType.Boolean,
            SqlType.Date => NpgsqlDbType.Date,
            SqlType.Timestamp => NpgsqlDbType.TimestampTz,
            SqlType.Blob => NpgsqlDbType.Bytea,
            SqlType.Json => NpgsqlDbType.Json,
            SqlType.BigIntArray => NpgsqlDbType.Array | NpgsqlDbType.Bigint,
            SqlType.IntegerArray => NpgsqlDbType.Array | NpgsqlDbType.Integer,
            _ => NpgsqlDbType.Text,
        };
}
