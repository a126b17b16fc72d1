using Microsoft.Data.Sqlite;

namespace Leadgate.Storage.Sqlite;

/// <summary>Opens connections to one database file, and says in our words why the engine refuses.</summary>
internal sealed class SqliteConnections
{
    /// <summary>How long a statement waits for another process's lock, in seconds.</summary>
    private const int LockWaitSeconds = 5;

    private readonly string _path;
    private readonly string _connectionString;

    public SqliteConnections(string path)
    {
        _path = Path.GetFullPath(path);
        _connectionString = new SqliteConnectionStringBuilder
        {
            DataSource = _path,
            Mode = SqliteOpenMode.ReadWriteCreate,
            ForeignKeys = true,
            DefaultTimeout = LockWaitSeconds,
            Pooling = true,
        }.ToString();
    }

    /// <summary>The one connection that writes. WAL with full synchronization: a commit returns when its log is on the disk.</summary>
    public SqliteConnection OpenWriter()
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
            var connection = Open();
            connection.Execute("pragma journal_mode = wal");
            connection.Execute("pragma synchronous = full");
            return connection;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or SqliteException)
        {
            throw new StoreSetupException($"The database file {_path} cannot be opened: {Reason(e)}", e);
        }
    }

    public SqliteConnection Open()
    {
        var connection = new SqliteConnection(_connectionString);
        connection.Open();
        return connection;
    }

    /// <summary>Lets go of the pooled connections, so that the file can be moved or deleted.</summary>
    public void Close()
    {
        using var any = new SqliteConnection(_connectionString);
        SqliteConnection.ClearPool(any);
    }

    /// <summary>Whether the engine failed at its surroundings (disk, lock, file), and not at what we asked.</summary>
    public static bool IsOutage(SqliteException e) => e.SqliteErrorCode is 5 or 6 or 8 or 10 or 11 or 13 or 14 or 26; // busy, locked, read-only, I/O, corrupt, full, cannot open, no database

    /// <summary>One line for the operator.</summary>
    public static string Reason(Exception e) =>
        e is SqliteException sqlite
            ? sqlite.SqliteErrorCode switch
            {
                5 or 6 => "another process holds its lock.",
                8 => "it is read-only. Give the service the right to write to the file and its folder.",
                13 => "the disk is full. Make room; the service goes on by itself.",
                14 => "the file or its folder cannot be opened. Check that the folder exists and may be written to.",
                11 or 26 => "it is no SQLite database, or it is damaged.",
                _ => sqlite.Message,
            }
            : e.Message;
}
