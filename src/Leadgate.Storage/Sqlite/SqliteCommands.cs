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

    public static object? Scalar(this SqliteConnection connection, string sql, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        using var command = connection.Command(sql, parameters);
        return command.ExecuteScalar();
    }

    public static SqliteCommand Command(this SqliteConnection connection, string sql, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters) command.Parameters.AddWithValue(name, value);
        return command;
    }

    /// <summary>A prepared insert whose parameters are set by place.</summary>
    public static SqliteCommand PreparedInsert(this SqliteConnection connection, string table, params IEnumerable<string> columns)
    {
        var names = columns.ToList();
        var command = connection.CreateCommand();
        command.CommandText = $"insert into {table} ({string.Join(", ", names)}) values ({string.Join(", ", names.Select(name => "@" + name))})";
        foreach (var name in names) command.Parameters.Add(new SqliteParameter("@" + name, DBNull.Value));
        command.Prepare();
        return command;
    }
}
