using Microsoft.Data.Sqlite;

namespace Leadgate.Storage.Sqlite;

/// <summary>Short forms of what the driver says at length.</summary>
internal static class SqliteCommands
{
    public static void Execute(this SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public static int Execute(this SqliteConnection connection, Statement statement)
    {
        using var command = connection.Command(statement);
        return command.ExecuteNonQuery();
    }

    public static object? Scalar(this SqliteConnection connection, string sql, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        using var command = connection.Command(sql, parameters);
        return command.ExecuteScalar();
    }

    /// <summary>A command of a statement that both engines understand.</summary>
    public static SqliteCommand Command(this SqliteConnection connection, Statement statement)
    {
        var command = connection.Command(statement.Sql);
        foreach (var (name, value) in statement.Parameters)
        {
            command.Parameters.AddWithValue(
                name,
                value switch
                {
                    DateTime moment => FieldColumnReader.ToText(moment),
                    JsonValue json => json.ToString(),
                    _ => value,
                }
            );
        }

        return command;
    }

    public static SqliteCommand Command(
        this SqliteConnection connection,
        string sql,
        params ReadOnlySpan<(string Name, object Value)> parameters
    )
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
            command.Parameters.AddWithValue(name, value);
        return command;
    }
}
