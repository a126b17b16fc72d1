using Npgsql;

namespace Leadgate.Storage.Engines.Postgres;

/// <summary>Short forms for commands of PostgreSQL's own. Values have the types that the driver infers.</summary>
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
}
