using Npgsql;
using NpgsqlTypes;

namespace Leadgate.Storage.Postgres;

/// <summary>Short forms of what the driver says at length.</summary>
internal static class PostgresCommands
{
    public static NpgsqlCommand Command(
        this NpgsqlConnection connection,
        string sql,
        params ReadOnlySpan<(string Name, object Value)> parameters
    )
    {
        var command = new NpgsqlCommand(sql, connection);
        foreach (var (name, value) in parameters)
            command.Parameters.AddWithValue(name, value);
        return command;
    }

    /// <summary>A command of a statement that both engines understand.</summary>
    public static NpgsqlCommand Command(this NpgsqlConnection connection, Statement statement)
    {
        var command = connection.Command(statement.Sql);
        Bind(command.Parameters, statement);
        return command;
    }

    /// <summary>Adds a statement that both engines understand.</summary>
    public static void Add(this NpgsqlBatch batch, Statement statement) => Bind(batch.Add(statement.Sql).Parameters, statement);

    public static async Task ExecuteAsync(this NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = connection.Command(sql);
        await command.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false);
    }

    public static NpgsqlBatchCommand Add(this NpgsqlBatch batch, string sql, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var (name, value) in parameters)
            command.Parameters.AddWithValue(name, value);
        batch.BatchCommands.Add(command);
        return command;
    }

    private static void Bind(NpgsqlParameterCollection parameters, Statement statement)
    {
        foreach (var (name, value) in statement.Parameters)
            parameters.Add(
                value is JsonValue json
                    ? new NpgsqlParameter(name, NpgsqlDbType.Json) { Value = json.ToString() }
                    : new NpgsqlParameter(name, value)
            );
    }
}
